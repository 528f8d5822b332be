namespace MlNetAudio.Networks.Training.Batches;

/// <summary>Cuts epochs into batches, one after the other; the last of an epoch takes what is left.</summary>
internal sealed class BatchPlan
{
    private readonly EpochOrder _order;
    private readonly ExampleDraw[] _draws;
    private readonly int _batchSize, _lastEpoch;
    private int _epoch, _number, _filled;

    /// <param name="epoch">Where to begin, from 1.</param>
    /// <param name="number">Batch of that epoch to begin with, from 0.</param>
    /// <param name="lastEpoch">Where it ends.</param>
    public BatchPlan(EpochOrder order, int batchSize, int epoch = 1, int number = 0, int lastEpoch = int.MaxValue)
    {
        (_order, _batchSize, _epoch, _number, _lastEpoch) = (order, Math.Min(batchSize, order.Count), epoch, number, lastEpoch);
        _draws = new ExampleDraw[order.Count];
    }

    /// <summary>Examples of a batch.</summary>
    public int BatchSize => _batchSize;

    /// <summary>Of an epoch.</summary>
    public int Batches => (_order.Count + _batchSize - 1) / _batchSize;

    /// <summary>Says what is in the next batch; false after the last epoch.</summary>
    public bool Next(TrainingBatch batch)
    {
        if (_number == Batches) (_epoch, _number) = (_epoch + 1, 0);
        if (_epoch > _lastEpoch) return false;
        if (_filled != _epoch) _order.Fill(_filled = _epoch, _draws);
        int start = _number * _batchSize;
        batch.Begin(_epoch, _number++, _draws.AsSpan(start, Math.Min(_batchSize, _draws.Length - start)));
        return true;
    }
}
