namespace MlNetAudio.Dsp.Io;

/// <summary>What a recording may look like before it is refused as a mistake, and who decodes what is not decoded here.</summary>
public sealed record AudioReaderOptions
{
    /// <summary>Longest recording; four hours unless told otherwise.</summary>
    public double MaximumSeconds { get; init => field = Require.Positive(value); } = 4 * 3600;

    public int MaximumChannels { get; init => field = Require.Positive(value); } = 32;

    public int MinimumSampleRateHz { get; init => field = Require.Positive(value); } = 1_000;

    public int MaximumSampleRateHz { get; init => field = Require.Positive(value); } = 768_000;

    public NonFiniteSamples NonFinite { get; init; } = NonFiniteSamples.Error;

    /// <summary>Is told, a sentence each, what is read although something is wrong: samples that were replaced, a file that ends early, what a decoder skipped.</summary>
    public Action<string>? Warn { get; init; }

    /// <summary>The ffmpeg program that decodes compressed audio; null: the one on the PATH.</summary>
    public string? FfmpegPath { get; init; }

    /// <summary>Longest time that decoding one file through ffmpeg may take, after which it is ended and the file refused.</summary>
    public TimeSpan FfmpegTimeLimit
    {
        get;
        init => field = value > TimeSpan.Zero && value.TotalMilliseconds < int.MaxValue
            ? value
            : throw new ArgumentOutOfRangeException(null, $"FfmpegTimeLimit must be positive and below 24 days, got {value}.");
    } = TimeSpan.FromSeconds(60);

    internal static AudioReaderOptions Default { get; } = new();
}
