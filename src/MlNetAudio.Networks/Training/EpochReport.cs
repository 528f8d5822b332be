namespace MlNetAudio.Networks.Training;

/// <summary>One pass over the training set.</summary>
/// <param name="Epoch">Counted from 1.</param>
/// <param name="Epochs">How many there are at most.</param>
/// <param name="TrainingLoss">Weighted mean over the epoch's steps, each before its update, dropout on.</param>
/// <param name="ValidationLoss">Same loss and class weights, after the epoch, dropout off; null without a validation set.</param>
/// <param name="ValidationAccuracy">Fraction of validation examples whose class is the most probable one; null where they have target values instead of classes.</param>
/// <param name="IsBest">Best validation so far, by loss or metric as <see cref="TrainingOptions.Selection"/> says; without a validation set, or where the last epoch is kept, every epoch.</param>
public sealed record EpochReport(int Epoch, int Epochs, float TrainingLoss, float? ValidationLoss, float? ValidationAccuracy, bool IsBest)
{
    /// <summary>The value of <see cref="TrainingControl.Metric"/>; null without one.</summary>
    public double? Metric { get; init; }

    /// <summary>That the last step of the epoch was made with.</summary>
    public float LearningRate { get; init; }

    /// <summary>Of steps and validation, those before a resumed checkpoint included.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Share of <see cref="Duration"/> that the engine was at work on steps and validation, 0..1; the rest it waited for batches, or for a checkpoint to be saved.</summary>
    public double EngineBusy { get; init; }

    /// <summary>Until the last epoch, should every one be run, at the pace of the last few.</summary>
    public TimeSpan Remaining { get; init; }
}
