using System.Runtime.ExceptionServices;

namespace MlNetAudio.Networks.Training.Batches;

/// <summary>
/// Makes the batches of a plan, in its order, ahead of the thread that takes them: workers fill a ring of batches, example by example, and rest while it is full; who takes a batch that is not there
/// yet helps to make it, and makes it alone where there are no workers. What is in a batch does not depend on who made it or when. Taking a batch allocates nothing.
/// </summary>
internal sealed class BatchProducer : IDisposable
{
    /// <summary>How often a wait looks whether it is called off.</summary>
    private const int PollMilliseconds = 20;

    private readonly object _gate = new();
    private readonly string _name;
    private readonly BatchPlan _plan;
    private readonly Mixup? _mixup;
    private readonly Slot[] _ring;
    private readonly Thread[] _workers;
    private ExceptionDispatchInfo? _planFailure;
    private long _planned, _taken, _released;
    private int _next;
    private bool _planEnded, _disposed;

    /// <param name="name">What the set is called in messages: "training".</param>
    /// <param name="softClasses">As <see cref="TrainingBatch"/> takes it.</param>
    public BatchProducer(IExampleSource source, string name, BatchPlan plan, int workers, int ahead, Mixup? mixup = null, int softClasses = 0)
    {
        (_name, _plan, _mixup) = (name, plan, mixup);
        if (source.IsInMemory) workers = 0;
        _ring = new Slot[workers == 0 ? 1 : ahead + 1];
        for (int i = 0; i < _ring.Length; i++) _ring[i] = new(new(source, plan.BatchSize, softClasses));
        _workers = new Thread[workers];
        for (int i = 0; i < workers; i++)
        {
            _workers[i] = new Thread(Work) { IsBackground = true, Name = $"{name} batches {i + 1}" };
            _workers[i].Start();
        }
    }

    /// <summary>The next batch of the plan, which must have one; it is the caller's until the next call. Null where <paramref name="stop"/> was requested before the batch was there.</summary>
    /// <exception cref="TrainingDataException">An example of it could not be made.</exception>
    /// <exception cref="OperationCanceledException">Cancelled while waiting.</exception>
    public TrainingBatch? Take(CancellationToken cancellation, CancellationToken stop = default)
    {
        Slot slot;
        lock (_gate)
        {
            _released = _taken;
            slot = Of(_taken);
            Monitor.PulseAll(_gate);
        }
        while (!IsReady(slot))
        {
            cancellation.ThrowIfCancellationRequested();
            if (stop.IsCancellationRequested) return null;
            if (TryClaim(slot, out int example)) Read(slot, example);
        }
        _taken++;
        if (slot.Batch.Failure is { Error: OperationCanceledException cancelled }) ExceptionDispatchInfo.Throw(cancelled);
        if (slot.Batch.Failure is { } failure) throw Failed(slot.Batch, failure.Example, failure.Error);
        return slot.Batch;
    }

    /// <summary>Ends the workers; returns when each has finished the example it is at.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            Monitor.PulseAll(_gate);
        }
        foreach (var worker in _workers) worker.Join();
    }

    private void Work()
    {
        while (Claim(out int example) is { } slot) Read(slot, example);
    }

    private void Read(Slot slot, int example)
    {
        slot.Batch.Read(example);
        if (Interlocked.Decrement(ref slot.Unread) > 0) return;
        if (slot.Batch.Failure is null) _mixup?.Apply(slot.Batch);
        lock (_gate)
        {
            slot.IsReady = true;
            Monitor.PulseAll(_gate);
        }
    }

    private bool IsReady(Slot slot)
    {
        lock (_gate) return _planned > _taken && slot.IsReady;
    }

    /// <summary>For a worker: the next example that nobody makes yet; waits for a free batch; null when there is nothing left to do.</summary>
    private Slot? Claim(out int example)
    {
        example = 0;
        lock (_gate)
            while (!_disposed)
            {
                if (_planned > 0 && _next < Of(_planned - 1).Batch.Count)
                {
                    example = _next++;
                    return Of(_planned - 1);
                }
                if (_planEnded) break;
                if (_planned - _released < _ring.Length) Plan();
                else Monitor.Wait(_gate);
            }
        return null;
    }

    /// <summary>For the taker: an example of the batch it waits for; where others make the last of them, false after a while.</summary>
    private bool TryClaim(Slot slot, out int example)
    {
        lock (_gate)
        {
            if (_planned == _taken) Plan();
            if (_planned == _taken)
            {
                _planFailure?.Throw();
                throw new InvalidOperationException("There is no further batch in the plan.");
            }
            bool isOpen = _planned == _taken + 1 && _next < slot.Batch.Count;
            example = isOpen ? _next++ : 0;
            if (!isOpen && !slot.IsReady) Monitor.Wait(_gate, PollMilliseconds);
            return isOpen;
        }
    }

    /// <summary>Opens the next batch of the plan.</summary>
    private void Plan()
    {
        try
        {
            var slot = Of(_planned);
            _planEnded = _planEnded || !_plan.Next(slot.Batch);
            if (_planEnded) return;
            (_next, slot.Unread, slot.IsReady) = (0, slot.Batch.Count, false);
            _planned++;
        }
        catch (Exception e)
        {
            (_planFailure, _planEnded) = (ExceptionDispatchInfo.Capture(e), true);
        }
    }

    private Slot Of(long batch) => _ring[(int)(batch % _ring.Length)];

    private TrainingDataException Failed(TrainingBatch batch, int example, Exception error)
    {
        var draw = batch.Draws[example];
        string epoch = draw.Epoch == 0 ? "" : $"epoch {draw.Epoch}, batch {batch.Place.Number + 1} of {_plan.Batches}, ";
        return new($"The {_name} set, {epoch}example {draw.Index}: {error.Message}", error);
    }

    private sealed class Slot(TrainingBatch batch)
    {
        public TrainingBatch Batch { get; } = batch;

        /// <summary>Examples that are not made yet.</summary>
        public int Unread;

        public bool IsReady { get; set; }
    }
}
