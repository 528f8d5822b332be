namespace MlNetAudio.Dsp.Io;

/// <summary>What a recording may look like before it is refused as a mistake.</summary>
public sealed record WavReaderOptions
{
    /// <summary>Longest recording; four hours unless told otherwise.</summary>
    public double MaximumSeconds { get; init => field = Require.Positive(value); } = 4 * 3600;

    public int MaximumChannels { get; init => field = Require.Positive(value); } = 32;

    public int MinimumSampleRateHz { get; init => field = Require.Positive(value); } = 1_000;

    public int MaximumSampleRateHz { get; init => field = Require.Positive(value); } = 768_000;

    public NonFiniteSamples NonFinite { get; init; } = NonFiniteSamples.Error;

    internal static WavReaderOptions Default { get; } = new();
}
