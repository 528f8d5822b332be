using MlNetAudio.Networks.Training.Batches;
using MlNetAudio.Networks.Training.Checkpoints;
using MlNetAudio.Networks.Training.Losses;
using MlNetAudio.Networks.Training.Schedules;

namespace MlNetAudio.Networks.Training;

/// <summary>One run of the training loop: its network, its batches, and where it is.</summary>
internal sealed class TrainingRun : IDisposable
{
    /// <summary>Epochs whose pace says how long the rest will take.</summary>
    private const int PaceEpochs = 5;

    private readonly NetworkSpec _spec;
    private readonly TrainingOptions _options;
    private readonly TrainingControl _control;
    private readonly LossSpec _loss;
    private readonly ITrainableNetwork _network;
    private readonly ValidationPass? _validation;
    private readonly BatchProducer _producer;
    private readonly EpochJudge _judge;
    private readonly EngineWatch _engine;
    private readonly CheckpointKeeper? _checkpoints;
    private readonly List<EpochReport> _history = [];
    private readonly int _batches;
    private readonly bool _averaged;
    private NetworkWeights? _best;
    private int _epoch = 1, _batch;
    private double _lossSum, _lossWeight;
    private float _learningRate;
    private long _epochStart;
    private TimeSpan _before;

    /// <param name="loss">With its class weights.</param>
    /// <exception cref="ArgumentException">The checkpoint to resume is of another run.</exception>
    public TrainingRun(
        ITrainingBackend backend, NetworkSpec spec, IExampleSource training, IExampleSource? validation, TrainingOptions options, TrainingControl control, LossSpec loss)
    {
        (_spec, _options, _control, _loss) = (spec, options, control, loss);
        _averaged = options.Optimizer.AverageDecay is not null;
        _judge = new(options, validation is not null, control.Metric);
        _engine = new(control.Clock);
        RunIdentity? identity = control.Checkpoints is null && control.Resume is null ? null : RunIdentity.Of(spec, training, validation, options, control.Metric, backend.Name);
        if (control.Resume is { } resumed) resumed.Identity.CheckSame(identity!);
        if (control.Checkpoints is { } checkpoints) _checkpoints = new(checkpoints, identity!, control.Clock);
        var order = EpochOrder.For(training, options, Decision.ClassCount(spec.Output));
        _network = backend.Create(spec, options.Seed);
        _network.Threads = options.Threads;
        if (control.Resume is { } checkpoint) Restore(checkpoint);

        var plan = new BatchPlan(order, options.BatchSize, _epoch, _batch, options.Epochs);
        _batches = plan.Batches;
        var mixup = options.Mixup is null ? null : new Mixup(options.Mixup, options.Seed);
        _validation = validation is null ? null : new(validation, spec.Output, options, control.Metric);
        _producer = new(training, "training", plan, options.Producers, options.BatchesAhead, mixup, softClasses: mixup is null ? 0 : spec.Output.Count);
    }

    public TrainingResult Run()
    {
        _epochStart = _control.Clock.GetTimestamp();
        _checkpoints?.Begin();
        while (!_judge.IsOver)
        {
            if (!RunEpoch()) return Stopped();
            var report = CloseEpoch();
            (_epoch, _batch, _lossSum, _lossWeight) = (_epoch + 1, 0, 0, 0);
            _epochStart = _control.Clock.GetTimestamp();
            (_before, _learningRate) = (TimeSpan.Zero, 0);
            _engine.Reset(TimeSpan.Zero);
            if (_checkpoints is not null && (_checkpoints.IsDueAfterEpoch || _judge.IsOver || _control.Stop.IsCancellationRequested)) _checkpoints.Save(Checkpoint());
            Tell(report);
            if (_control.Stop.IsCancellationRequested && !_judge.IsOver) return Result(TrainingEnding.StopRequested);
        }
        return Result(_judge.Ending);
    }

    public void Dispose()
    {
        _producer.Dispose();
        _validation?.Dispose();
        _network.Dispose();
    }

    /// <returns>False where a stop was requested before its end.</returns>
    private bool RunEpoch()
    {
        while (_batch < _batches)
        {
            _control.Cancellation.ThrowIfCancellationRequested();
            bool mayStop = _epoch > 1 || _batch > 0;   // of a network that has made no step there is nothing to keep
            if (_producer.Take(_control.Cancellation, mayStop ? _control.Stop : default) is not { } batch) return false;
            Step(batch);
            _batch++;
            if (_batch == _batches) break;
            if (_control.Stop.IsCancellationRequested) return false;
            if (_checkpoints?.IsDue == true) _checkpoints.Save(Checkpoint());
        }
        return true;
    }

    private void Step(TrainingBatch batch)
    {
        var clock = new TrainingClock((long)(_epoch - 1) * _batches + _batch, _epoch - 1, (long)_options.Epochs * _batches, _options.Epochs);
        var optimizer = _options.Schedule.Apply(_options.Optimizer, clock, _judge.Schedule);
        double weight = _loss.TotalWeight(batch.Targets, batch.Count);
        _engine.Start();
        try
        {
            _lossSum += weight * _network.Step(batch.Inputs, batch.Targets, batch.Count, _loss, optimizer, batch.OwnSteps(_network.Spec.Time));
        }
        catch (TrainingDivergedException e)
        {
            throw Diverged($"Epoch {_epoch}, batch {_batch + 1} of {_batches}: {e.Message}", e);
        }
        _engine.Stop();
        (_lossWeight, _learningRate) = (_lossWeight + weight, optimizer.LearningRate);
        _checkpoints?.Count();
    }

    /// <summary>Validates what is there and adds the epoch to the history.</summary>
    private EpochReport CloseEpoch()
    {
        float trainingLoss = (float)(_lossSum / _lossWeight);
        float? loss = null, accuracy = null;
        double? metric = null;
        bool isBest = true;
        if (_validation is not null)
        {
            if (_averaged) _network.SwapAverage();
            (loss, accuracy, metric) = _validation.Run(_network, _loss, _engine, _control.Cancellation);
            if (!float.IsFinite(loss.Value))
                throw Diverged(FormattableString.Invariant($"Epoch {_epoch}: the validation loss is {loss}; lower the learning rate, or look for NaN in the validation inputs."));
            if (_options.Selection == EpochSelection.Metric && double.IsNaN(metric!.Value))
                throw new ArgumentException($"Epoch {_epoch}: {_control.Metric!.Name} is not defined on this validation set, so no epoch can be chosen by it; select by the validation loss.");
            isBest = _judge.IsBest(loss, metric);
            if (isBest && _options.Selection != EpochSelection.LastEpoch) _best = _network.ReadWeights();
            if (_averaged) _network.SwapAverage();
        }
        TimeSpan duration = Elapsed;
        var report = new EpochReport(_epoch, _options.Epochs, trainingLoss, loss, accuracy, isBest)
        {
            Metric = metric,
            LearningRate = _learningRate,
            Duration = duration,
            EngineBusy = duration > TimeSpan.Zero ? Math.Min(1, _engine.Elapsed / duration) : 1,
            Remaining = (_options.Epochs - _epoch) * Pace(duration),
        };
        _history.Add(report);
        _judge.Observe(report);
        return report;
    }

    /// <summary>In the middle of an epoch: what has been validated counts, and only where there is nothing, what is there.</summary>
    private TrainingResult Stopped()
    {
        _checkpoints?.Save(Checkpoint());
        if (_best is null && _batch > 0) Tell(CloseEpoch());
        return Result(TrainingEnding.StopRequested);
    }

    private void Tell(EpochReport report) => _control.Progress?.Invoke(report);

    private TrainingResult Result(TrainingEnding ending) => new(_best ?? LastWeights(), _history, _judge.BestEpoch, ending);

    private NetworkWeights LastWeights()
    {
        if (_averaged) _network.SwapAverage();
        return _network.ReadWeights();
    }

    private TimeSpan Elapsed => _before + _control.Clock.GetElapsedTime(_epochStart);

    /// <summary>Mean duration of this epoch and the last few before it.</summary>
    private TimeSpan Pace(TimeSpan duration)
    {
        TimeSpan sum = duration;
        int count = 1;
        for (int i = _history.Count - 1; i >= 0 && count < PaceEpochs; i--, count++) sum += _history[i].Duration;
        return sum / count;
    }

    private TrainingCheckpoint Checkpoint()
    {
        var weights = _network.ReadWeights();
        foreach (var (name, values) in weights.Values)
            if (NonFinite.IndexIn(values) is var i and >= 0)
                throw Diverged(FormattableString.Invariant($"Epoch {_epoch}, after batch {_batch} of {_batches}: '{name}' has {values[i]}; lower the learning rate."));
        return new()
        {
            Identity = _checkpoints!.Identity,
            Epoch = _epoch,
            Batch = _batch,
            Loss = (_lossSum, _lossWeight),
            LearningRate = _learningRate,
            Time = (Elapsed, _engine.Elapsed),
            History = [.. _history],
            Weights = weights.Values,
            Optimizer = _network.ReadOptimizerState(),
            BestWeights = _best?.Values,
        };
    }

    private void Restore(TrainingCheckpoint checkpoint)
    {
        _network.WriteWeights(new(_spec, checkpoint.Weights));
        _network.WriteOptimizerState(checkpoint.Optimizer);
        foreach (var report in checkpoint.History)
        {
            _history.Add(report);
            _judge.Observe(report);
        }
        _best = checkpoint.BestWeights is null ? null : new(_spec, checkpoint.BestWeights);
        (_epoch, _batch, _learningRate, _before) = (checkpoint.Epoch, checkpoint.Batch, checkpoint.LearningRate, checkpoint.Time.Elapsed);
        (_lossSum, _lossWeight) = checkpoint.Loss;
        _engine.Reset(checkpoint.Time.Engine);
        _checkpoints?.Resume(checkpoint);
    }

    private TrainingDivergedException Diverged(string message, TrainingDivergedException? inner = null)
    {
        if (_checkpoints?.Last is { } last) message += $" The last checkpoint, from before {last}, was saved and is kept.";
        return inner is null ? new(message) : new(message, inner);
    }
}
