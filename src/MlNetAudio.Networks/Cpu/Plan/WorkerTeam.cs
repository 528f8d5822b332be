using System.Runtime.ExceptionServices;

namespace MlNetAudio.Networks.Cpu.Plan;

/// <summary>
/// Threads that stay and share out the parts of a task. Who takes which part is left to chance; tasks are cut into parts by their sizes alone, parts write to places of their own, and sums
/// over parts are taken in order afterwards, so results do not depend on the number of threads. Running a task allocates nothing.
/// </summary>
internal sealed class WorkerTeam : IDisposable
{
    private readonly Thread[] _helpers;
    private readonly SemaphoreSlim _start = new(0);
    private readonly ManualResetEventSlim _finished = new();
    private Action<int, int>? _body;
    private ExceptionDispatchInfo? _failure;
    private int _parts, _next, _working;
    private bool _disposed;

    /// <param name="workers">At least 1: the caller is worker 0, so one fewer thread is started.</param>
    public WorkerTeam(int workers)
    {
        Count = workers;
        _helpers = new Thread[workers - 1];
        for (int i = 0; i < _helpers.Length; i++)
        {
            int worker = i + 1;
            _helpers[i] = new Thread(() => Help(worker)) { IsBackground = true, Name = $"network worker {worker}" };
            _helpers[i].Start();
        }
    }

    public int Count { get; }

    /// <summary>Calls body(part, worker) once for each part and returns when all are done. A failure in one part is thrown here.</summary>
    /// <param name="body">Kept by the caller in a field: a new delegate a call would be an allocation a call.</param>
    public void Run(int parts, Action<int, int> body)
    {
        if (_helpers.Length == 0 || parts == 1)
        {
            for (int part = 0; part < parts; part++) body(part, 0);
            return;
        }
        (_body, _parts, _next, _working) = (body, parts, 0, _helpers.Length);
        _finished.Reset();
        _start.Release(_helpers.Length);
        TakeParts(worker: 0);
        _finished.Wait();
        _body = null;
        if (_failure is { } failure)
        {
            _failure = null;
            failure.Throw();
        }
    }

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        if (_helpers.Length > 0) _start.Release(_helpers.Length);
        foreach (var helper in _helpers) helper.Join();
        _start.Dispose();
        _finished.Dispose();
    }

    private void Help(int worker)
    {
        while (true)
        {
            _start.Wait();
            if (_disposed) return;
            TakeParts(worker);
            if (Interlocked.Decrement(ref _working) == 0) _finished.Set();
        }
    }

    private void TakeParts(int worker)
    {
        try
        {
            for (int part = Interlocked.Increment(ref _next) - 1; part < _parts; part = Interlocked.Increment(ref _next) - 1) _body!(part, worker);
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(e), null);
        }
    }
}
