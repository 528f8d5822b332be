using MlNetAudio.Networks.Training.Schedules;

namespace MlNetAudio.Networks.Training;

/// <summary>What a run has learnt from the epochs behind it: which was best, whether to go on, what the schedule knows. All of it follows from their reports, so a resumed run reads those again.</summary>
internal sealed class EpochJudge(TrainingOptions options, bool hasValidation, ValidationMetric? metric)
{
    private readonly bool _chooses = hasValidation && options.Selection != EpochSelection.LastEpoch;
    private double _best = double.PositiveInfinity, _reference = double.PositiveInfinity;
    private int _referenceEpoch, _epoch;

    /// <summary>Counted from 1; 0 before the first.</summary>
    public int BestEpoch { get; private set; }

    public ScheduleState Schedule { get; private set; } = new();

    /// <summary>There is no epoch left, or waiting for a better one has ended.</summary>
    public bool IsOver => _epoch >= options.Epochs || RanOut;

    public TrainingEnding Ending => _epoch >= options.Epochs ? TrainingEnding.LastEpoch : TrainingEnding.EarlyStopping;

    private bool RanOut => _chooses && _epoch - _referenceEpoch >= options.Patience;

    public bool IsBest(float? loss, double? value) => !_chooses || Score(loss, value) < _best;

    public void Observe(EpochReport report)
    {
        _epoch = report.Epoch;
        Schedule = options.Schedule.Observe(Schedule, report.ValidationLoss ?? report.TrainingLoss, options.Optimizer.LearningRate);
        if (report.IsBest) BestEpoch = report.Epoch;
        if (!_chooses) return;
        double score = Score(report.ValidationLoss, report.Metric);
        _best = Math.Min(_best, score);
        if (score < _reference - options.MinimumImprovement) (_reference, _referenceEpoch) = (score, report.Epoch);
    }

    /// <summary>The lower, the better.</summary>
    private double Score(float? loss, double? value) =>
        options.Selection == EpochSelection.ValidationLoss ? loss!.Value : metric!.HigherIsBetter ? -value!.Value : value!.Value;
}
