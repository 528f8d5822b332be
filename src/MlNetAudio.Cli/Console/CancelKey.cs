using System.Runtime.InteropServices;

namespace MlNetAudio.Cli.Console;

/// <summary>
/// The first Ctrl+C (or SIGTERM) asks the run to end where its files are whole; the next ends the process at once. Where a run heeds a stop, the first asks it to finish with what it has, and the
/// second is what the first is elsewhere.
/// </summary>
internal sealed class CancelKey : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _signals;
    private Action? _stopping;

    /// <param name="outer">Cancels as the key does.</param>
    public CancelKey(CancellationToken outer)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(outer);
        _signals = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle)];
    }

    public CancellationToken Token => _source.Token;

    /// <summary>From here on the first key cancels this token alone.</summary>
    /// <param name="stopping">Called when it does.</param>
    public CancellationToken HeedStop(Action stopping)
    {
        _stopping = stopping;
        return _stop.Token;
    }

    public void Dispose()
    {
        foreach (var signal in _signals) signal.Dispose();
        _source.Dispose();
        _stop.Dispose();
    }

    private void Handle(PosixSignalContext signal) => signal.Cancel = Press();

    /// <returns>Whether the process goes on.</returns>
    internal bool Press()
    {
        if (_stopping is { } stopping && !_stop.IsCancellationRequested)
        {
            stopping();
            _stop.Cancel();
            return true;
        }
        if (_source.IsCancellationRequested) return false;
        _source.Cancel();
        return true;
    }
}
