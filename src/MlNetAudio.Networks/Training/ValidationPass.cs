using MlNetAudio.Networks.Training.Losses;

namespace MlNetAudio.Networks.Training;

/// <summary>A network's loss and accuracy on a validation set, as often as wanted; its memory is allocated once.</summary>
internal sealed class ValidationPass
{
    private readonly TrainingSet _set;
    private readonly TrainingBatch _batch, _all;
    private readonly int[] _order;
    private readonly float[] _outputs;

    /// <param name="output">Shape of the network's output.</param>
    public ValidationPass(TrainingSet set, Shape output, int batchSize)
    {
        (_set, _batch, _all) = (set, new(set, batchSize), new(set, set.Count, inputs: false));
        (_order, _outputs) = ([.. Enumerable.Range(0, set.Count)], new float[set.Count * output.Count]);
        _all.Fill(_order);
    }

    /// <returns>The accuracy is null where targets are values.</returns>
    /// <exception cref="OperationCanceledException">Cancelled, between two batches.</exception>
    public (float Loss, float? Accuracy) Run(ITrainableNetwork network, LossSpec loss, CancellationToken cancellation)
    {
        int width = _outputs.Length / _set.Count, correct = 0;
        for (int start = 0; start < _set.Count; start += _batch.Capacity)
        {
            cancellation.ThrowIfCancellationRequested();
            _batch.Fill(_order.AsSpan(start, Math.Min(_batch.Capacity, _set.Count - start)));
            network.Forward(_batch.Inputs, _batch.Count, _outputs.AsSpan(start * width, _batch.Count * width));
        }
        for (int i = 0; i < _set.Classes.Count; i++)
            if (Decision.Of(_outputs.AsSpan(i * width, width)) == _set.Classes[i]) correct++;
        return ((float)loss.Evaluate(_outputs, _all.Targets, _set.Count, []), _set.Targets is null ? (float)correct / _set.Count : null);
    }
}
