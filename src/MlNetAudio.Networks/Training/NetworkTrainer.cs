using MlNetAudio.Networks.Training.Losses;

namespace MlNetAudio.Networks.Training;

/// <summary>
/// The training loop: batches made while the engine works, balanced classes, mixup, schedule, validation after every epoch, early stopping, checkpoints that a killed run is resumed from. Above any
/// backend.
/// </summary>
public sealed class NetworkTrainer(ITrainingBackend backend)
{
    /// <summary>As the other, heeding nothing but progress and cancellation.</summary>
    public TrainingResult Fit(
        NetworkSpec spec, IExampleSource training, IExampleSource? validation, TrainingOptions options, Action<EpochReport>? progress = null, CancellationToken cancellation = default) =>
        Fit(spec, training, validation, options, new TrainingControl { Progress = progress, Cancellation = cancellation });

    /// <summary>Trains a network from fresh weights, or goes on from a checkpoint.</summary>
    /// <param name="validation">Decides when to stop and which epoch's weights are kept; null runs every epoch and keeps the last.</param>
    /// <exception cref="ShapeException">The examples do not have the shape of the network's input, or classes are to be learnt and it does not end in [logits].</exception>
    /// <exception cref="ArgumentException">
    /// Loss, network and targets do not fit each other; a class has no training example while classes are balanced; a metric is needed or cannot be computed; the checkpoint is of another run.
    /// </exception>
    /// <exception cref="TrainingDataException">A source could not make an example.</exception>
    /// <exception cref="TrainingDivergedException">A loss or gradient became NaN or infinite; names epoch, batch and layer, and the last checkpoint, which is from before.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, between two steps.</exception>
    public TrainingResult Fit(NetworkSpec spec, IExampleSource training, IExampleSource? validation, TrainingOptions options, TrainingControl control)
    {
        var loss = options.Loss ?? LossSpec.For(spec);
        Check(spec, loss, training, "training");
        if (validation is not null) Check(spec, loss, validation, "validation");
        Check(options, control, validation);
        if (options.Balance == ClassBalance.Weights && training.Targets is null) loss = loss.WithClassWeights(() => ClassWeights.Balanced(training.Classes, Decision.ClassCount(spec.Output)));
        if (options.Mixup is not null) CheckSoft(spec, loss);
        if (options.Balance == ClassBalance.Sampling && training.Targets is not null)
            throw new ArgumentException("Balanced sampling needs classes, but the training set has target values; set Balance to None.", nameof(options));

        using var run = new TrainingRun(backend, spec, training, validation, options, control, loss);
        return run.Run();
    }

    private static void Check(TrainingOptions options, TrainingControl control, IExampleSource? validation)
    {
        if (control.Metric is { } metric && validation?.Targets is not null) throw new ArgumentException($"The metric '{metric.Name}' needs classes, but the validation set has target values.", nameof(control));
        if (options.Selection == EpochSelection.Metric && validation is not null && control.Metric is null)
            throw new ArgumentException("Selection is by metric, but the control names no Metric; give one, or select by the validation loss.", nameof(options));
    }

    private static void Check(NetworkSpec spec, LossSpec loss, IExampleSource set, string name)
    {
        if (!set.Example.Equals(spec.Input))
            throw new ShapeException($"The {name} examples are {set.Example} but the network reads {spec.Input}; build it for the clips' length, or pad and crop them to it.");
        if (set.Targets is null) Check(loss, spec, LossTargets.Of(set.Classes.ToArray()), set.Count, $"The {name} set");
        for (int i = 0; i < set.Targets?.Count; i++) Check(loss, spec, LossTargets.Of(set.Targets[i]), 1, $"The {name} set, example {i}");
    }

    /// <summary>Mixing makes values of classes; not every loss takes those.</summary>
    private static void CheckSoft(NetworkSpec spec, LossSpec loss) => Check(loss, spec, LossTargets.Of(new float[spec.Output.Count]), 1, "Mixup makes target values of classes");

    private static void Check(LossSpec loss, NetworkSpec spec, LossTargets targets, int batch, string where)
    {
        try
        {
            loss.Check(spec.Output, targets, batch);
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"{where}: {e.Message}", e);
        }
    }
}
