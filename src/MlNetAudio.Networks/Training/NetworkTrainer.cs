using MlNetAudio.Networks.Training.Losses;
using MlNetAudio.Networks.Training.Schedules;

namespace MlNetAudio.Networks.Training;

/// <summary>The training loop: shuffled batches, class weights, schedule, validation after every epoch, early stopping on its loss. Above any backend.</summary>
public sealed class NetworkTrainer(ITrainingBackend backend)
{
    /// <summary>Trains a network from fresh weights.</summary>
    /// <param name="validation">Decides when to stop and which epoch's weights are kept; null runs every epoch and keeps the last.</param>
    /// <param name="progress">Called after every epoch, on the calling thread.</param>
    /// <exception cref="ShapeException">The examples do not have the shape of the network's input, or classes are to be learnt and it does not end in [logits].</exception>
    /// <exception cref="ArgumentException">Loss, network and targets do not fit each other, or a class has no training example while classes are balanced.</exception>
    /// <exception cref="TrainingDivergedException">A loss or gradient became NaN or infinite; names epoch, batch and layer.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, between two steps.</exception>
    public TrainingResult Fit(
        NetworkSpec spec, TrainingSet training, TrainingSet? validation, TrainingOptions options, Action<EpochReport>? progress = null, CancellationToken cancellation = default)
    {
        var loss = options.Loss ?? LossSpec.For(spec);
        Check(spec, loss, training, "training");
        if (validation is not null) Check(spec, loss, validation, "validation");
        if (options.BalanceClasses && training.Targets is null) loss = loss.WithClassWeights(() => ClassWeights.Balanced(training.Classes, Decision.ClassCount(spec.Output)));

        using var network = backend.Create(spec, options.Seed);
        network.Threads = options.Threads;
        var batch = new TrainingBatch(training, options.BatchSize);
        var validationPass = validation is null ? null : new ValidationPass(validation, spec.Output, options.BatchSize);
        var history = new List<EpochReport>();
        var schedule = new ScheduleState();
        bool averaged = options.Optimizer.AverageDecay is not null;
        NetworkWeights? best = null;
        float bestLoss = float.PositiveInfinity;
        int bestEpoch = 0;
        for (int epoch = 1; epoch <= options.Epochs; epoch++)
        {
            float trainingLoss = RunEpoch(network, training, batch, options, loss, schedule, epoch, cancellation);
            if (averaged) network.SwapAverage();
            EpochReport report;
            if (validationPass is null)
            {
                report = new(epoch, options.Epochs, trainingLoss, null, null, IsBest: true);
                bestEpoch = epoch;
            }
            else
            {
                var (validationLoss, accuracy) = validationPass.Run(network, loss, cancellation);
                if (!float.IsFinite(validationLoss))
                    throw new TrainingDivergedException(FormattableString.Invariant($"Epoch {epoch}: the validation loss is {validationLoss}; lower the learning rate, or look for NaN in the validation inputs."));
                report = new(epoch, options.Epochs, trainingLoss, validationLoss, accuracy, IsBest: validationLoss < bestLoss);
                if (report.IsBest) (best, bestLoss, bestEpoch) = (network.ReadWeights(), validationLoss, epoch);
            }
            history.Add(report);
            progress?.Invoke(report);
            if (epoch - bestEpoch >= options.Patience || epoch == options.Epochs) break;
            if (averaged) network.SwapAverage();
            schedule = options.Schedule.Observe(schedule, report.ValidationLoss ?? trainingLoss, options.Optimizer.LearningRate);
        }
        return new(best ?? network.ReadWeights(), history, bestEpoch, StoppedEarly: history.Count < options.Epochs);
    }

    /// <returns>The mean loss over the epoch's examples, weighted by class.</returns>
    private static float RunEpoch(
        ITrainableNetwork network, TrainingSet training, TrainingBatch batch, TrainingOptions options, LossSpec loss, ScheduleState schedule, int epoch, CancellationToken cancellation)
    {
        int[] order = Shuffled(training.Count, options.Seed, epoch);
        int batches = (training.Count + options.BatchSize - 1) / options.BatchSize;
        double sum = 0, total = 0;
        for (int i = 0; i < batches; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            int start = i * options.BatchSize;
            batch.Fill(order.AsSpan(start, Math.Min(options.BatchSize, training.Count - start)));
            var clock = new TrainingClock((long)(epoch - 1) * batches + i, epoch - 1, (long)options.Epochs * batches, options.Epochs);
            double weight = loss.TotalWeight(batch.Targets, batch.Count);
            try
            {
                sum += weight * network.Step(batch.Inputs, batch.Targets, batch.Count, loss, options.Schedule.Apply(options.Optimizer, clock, schedule));
            }
            catch (TrainingDivergedException e)
            {
                throw new TrainingDivergedException($"Epoch {epoch}, batch {i + 1} of {batches}: {e.Message}", e);
            }
            total += weight;
        }
        return (float)(sum / total);
    }

    /// <summary>0..count − 1 in an order that depends on seed and epoch alone (Fisher-Yates).</summary>
    private static int[] Shuffled(int count, int seed, int epoch)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        var stream = new RandomStream(seed, RandomUse.Shuffling, major: epoch);
        for (int i = count - 1; i > 0; i--)
        {
            int j = stream.Below(i + 1, i);
            (order[i], order[j]) = (order[j], order[i]);
        }
        return order;
    }

    private static void Check(NetworkSpec spec, LossSpec loss, TrainingSet set, string name)
    {
        if (!set.Example.Equals(spec.Input))
            throw new ShapeException($"The {name} examples are {set.Example} but the network reads {spec.Input}; build it for the clips' length, or pad and crop them to it.");
        if (set.Targets is null) Check(loss, spec, LossTargets.Of(set.Classes.ToArray()), set.Count, $"The {name} set");
        for (int i = 0; i < set.Targets?.Count; i++) Check(loss, spec, LossTargets.Of(set.Targets[i]), 1, $"The {name} set, example {i}");
    }

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
