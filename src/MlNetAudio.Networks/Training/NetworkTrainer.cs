namespace MlNetAudio.Networks.Training;

/// <summary>The training loop: shuffled batches, class weights, validation after every epoch, early stopping on its loss. Above any backend.</summary>
public sealed class NetworkTrainer(ITrainingBackend backend)
{
    /// <summary>Trains a classifier: binary cross-entropy if it ends in one logit, cross-entropy otherwise.</summary>
    /// <param name="validation">Decides when to stop and which epoch's weights are kept; null runs every epoch and keeps the last.</param>
    /// <param name="progress">Called after every epoch, on the calling thread.</param>
    /// <exception cref="ShapeException">The examples do not have the shape of the network's input, or it does not end in [logits].</exception>
    /// <exception cref="ArgumentException">A class is unknown to the network, or has no training example while classes are balanced.</exception>
    /// <exception cref="TrainingDivergedException">A loss became NaN or infinite; names epoch, batch and layer.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, between two steps.</exception>
    public TrainingResult Fit(
        NetworkSpec spec, TrainingSet training, TrainingSet? validation, TrainingOptions options, Action<EpochReport>? progress = null, CancellationToken cancellation = default)
    {
        LossKind loss = Loss.For(spec);
        int classCount = Loss.ClassCount(loss, spec.Output);
        Check(spec, training, "training", classCount);
        if (validation is not null) Check(spec, validation, "validation", classCount);
        float[] classWeights = options.BalanceClasses ? ClassWeights.Balanced(training.Classes, classCount) : [];

        using var network = backend.Create(spec, options.Seed);
        network.Threads = options.Threads;
        var history = new List<EpochReport>();
        NetworkWeights? best = null;
        float bestLoss = float.PositiveInfinity;
        int bestEpoch = 0;
        for (int epoch = 1; epoch <= options.Epochs; epoch++)
        {
            float trainingLoss = RunEpoch(network, training, options, loss, classWeights, epoch, cancellation);
            EpochReport report;
            if (validation is null)
            {
                report = new(epoch, options.Epochs, trainingLoss, null, null, IsBest: true);
                bestEpoch = epoch;
            }
            else
            {
                var (validationLoss, accuracy) = Validate(network, validation, options.BatchSize, loss, classWeights, epoch, cancellation);
                report = new(epoch, options.Epochs, trainingLoss, validationLoss, accuracy, IsBest: validationLoss < bestLoss);
                if (report.IsBest) (best, bestLoss, bestEpoch) = (network.ReadWeights(), validationLoss, epoch);
            }
            history.Add(report);
            progress?.Invoke(report);
            if (epoch - bestEpoch >= options.Patience) break;
        }
        return new(best ?? network.ReadWeights(), history, bestEpoch, StoppedEarly: history.Count < options.Epochs);
    }

    /// <returns>The mean loss over the epoch's examples, weighted by class.</returns>
    private static float RunEpoch(
        ITrainableNetwork network, TrainingSet training, TrainingOptions options, LossKind loss, float[] classWeights, int epoch, CancellationToken cancellation)
    {
        int[] order = Shuffled(training.Count, options.Seed, epoch);
        int length = training.Example.Count, batches = (training.Count + options.BatchSize - 1) / options.BatchSize;
        float[] inputs = new float[Math.Min(options.BatchSize, training.Count) * length];
        int[] classes = new int[Math.Min(options.BatchSize, training.Count)];
        double sum = 0, total = 0;
        for (int batch = 0; batch < batches; batch++)
        {
            cancellation.ThrowIfCancellationRequested();
            int start = batch * options.BatchSize, count = Math.Min(options.BatchSize, training.Count - start);
            for (int i = 0; i < count; i++)
            {
                training.Inputs[order[start + i]].CopyTo(inputs.AsSpan(i * length));
                classes[i] = training.Classes[order[start + i]];
            }
            var batchClasses = classes.AsSpan(0, count);
            double weight = Loss.Weight(batchClasses, classWeights);
            try
            {
                sum += weight * network.Step(inputs.AsSpan(0, count * length), batchClasses, count, loss, classWeights, options.Optimizer);
            }
            catch (TrainingDivergedException e)
            {
                throw new TrainingDivergedException($"Epoch {epoch}, batch {batch + 1} of {batches}: {e.Message}", e);
            }
            total += weight;
        }
        return (float)(sum / total);
    }

    private static (float Loss, float Accuracy) Validate(
        ITrainableNetwork network, TrainingSet set, int batchSize, LossKind loss, float[] classWeights, int epoch, CancellationToken cancellation)
    {
        int length = set.Example.Count, width = network.Spec.Output.Count, correct = 0;
        float[] inputs = new float[Math.Min(batchSize, set.Count) * length], logits = new float[set.Count * width];
        for (int start = 0; start < set.Count; start += batchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(batchSize, set.Count - start);
            for (int i = 0; i < count; i++) set.Inputs[start + i].CopyTo(inputs.AsSpan(i * length));
            network.Forward(inputs.AsSpan(0, count * length), count, logits.AsSpan(start * width, count * width));
        }
        int[] classes = [.. set.Classes];
        for (int i = 0; i < classes.Length; i++)
            if (Loss.Decide(loss, logits.AsSpan(i * width, width)) == classes[i]) correct++;
        float value = (float)Loss.Evaluate(loss, logits, classes, classWeights, []);
        return float.IsFinite(value)
            ? (value, (float)correct / set.Count)
            : throw new TrainingDivergedException(FormattableString.Invariant($"Epoch {epoch}: the validation loss is {value}; lower the learning rate, or look for NaN in the validation inputs."));
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

    private static void Check(NetworkSpec spec, TrainingSet set, string name, int classCount)
    {
        if (!set.Example.Equals(spec.Input))
            throw new ShapeException($"The {name} examples are {set.Example} but the network reads {spec.Input}; build it for the clips' length, or pad and crop them to it.");
        for (int i = 0; i < set.Count; i++)
            if (set.Classes[i] >= classCount) throw new ArgumentException($"{name} example {i} has class {set.Classes[i]}; the network knows 0..{classCount - 1}.", nameof(set));
    }
}
