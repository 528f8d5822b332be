namespace MlNetAudio.Networks.Training;

/// <summary>Adds up how long the engine was at work.</summary>
internal sealed class EngineWatch(TimeProvider clock)
{
    private long _start;

    public TimeSpan Elapsed { get; private set; }

    public void Start() => _start = clock.GetTimestamp();

    public void Stop() => Elapsed += clock.GetElapsedTime(_start);

    /// <summary>Begins again from there.</summary>
    public void Reset(TimeSpan elapsed) => Elapsed = elapsed;
}
