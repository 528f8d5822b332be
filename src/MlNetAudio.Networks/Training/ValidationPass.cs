using MlNetAudio.Networks.Training.Batches;
using MlNetAudio.Networks.Training.Losses;

namespace MlNetAudio.Networks.Training;

/// <summary>A network's loss, accuracy and metric on a validation set, as often as wanted; its memory is allocated once, and the first batches of the next pass are made ahead.</summary>
internal sealed class ValidationPass : IDisposable
{
    private readonly IExampleSource _source;
    private readonly BatchProducer _producer;
    private readonly ValidationMetric? _metric;
    private readonly int[] _classes;
    private readonly float[] _outputs;
    private readonly int _batches, _width;

    /// <param name="output">Shape of the network's output.</param>
    public ValidationPass(IExampleSource source, Shape output, TrainingOptions options, ValidationMetric? metric)
    {
        var plan = new BatchPlan(new GivenOrder(source.Count), options.BatchSize);
        (_source, _metric, _batches, _width) = (source, metric, plan.Batches, output.Count);
        _producer = new(source, "validation", plan, options.Producers, options.BatchesAhead);
        _outputs = new float[checked((metric is null ? plan.BatchSize : source.Count) * _width)];
        _classes = metric is null ? [] : [.. source.Classes];
    }

    /// <param name="watch">Runs while the engine does.</param>
    /// <returns>The accuracy is null where targets are values, the metric where there is none.</returns>
    /// <exception cref="OperationCanceledException">Cancelled, between two batches.</exception>
    public (float Loss, float? Accuracy, double? Metric) Run(ITrainableNetwork network, LossSpec loss, EngineWatch watch, CancellationToken cancellation)
    {
        int correct = 0, done = 0;
        double sum = 0, total = 0;
        for (int i = 0; i < _batches; i++)
        {
            var batch = _producer.Take(cancellation)!;
            cancellation.ThrowIfCancellationRequested();
            var outputs = _outputs.AsSpan(_metric is null ? 0 : done * _width, batch.Count * _width);
            watch.Start();
            network.Forward(batch.Inputs, batch.Count, outputs, lengths: batch.OwnSteps(network.Spec.Time));
            watch.Stop();
            double weight = loss.TotalWeight(batch.Targets, batch.Count);
            sum += weight * loss.Evaluate(outputs, batch.Targets, batch.Count, []);
            total += weight;
            for (int k = 0; k < batch.Count && _source.Targets is null; k++)
                if (Decision.Of(outputs.Slice(k * _width, _width)) == batch.Targets.Classes[k]) correct++;
            done += batch.Count;
        }
        return ((float)(sum / total), _source.Targets is null ? (float)correct / done : null, _metric?.Compute(_outputs, _classes));
    }

    public void Dispose() => _producer.Dispose();
}
