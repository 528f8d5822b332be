namespace MlNetAudio.Tests.Networks.Training;

/// <summary>A clock on which every look takes one second.</summary>
internal sealed class TickingClock : TimeProvider
{
    private long _seconds;

    public override long TimestampFrequency => 1;

    public override long GetTimestamp() => _seconds++;
}
