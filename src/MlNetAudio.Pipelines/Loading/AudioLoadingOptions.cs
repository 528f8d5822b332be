using MlNetAudio.Dsp.Io;

namespace MlNetAudio.Pipelines.Loading;

/// <summary>How <see cref="Microsoft.ML.LoadAudioCatalog"/>'s LoadAudio step turns recordings into clips.</summary>
public sealed record AudioLoadingOptions
{
    /// <summary>Every recording is mixed to mono and resampled to this rate.</summary>
    public required int SampleRateHz
    {
        get;
        init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(null, $"SampleRateHz must be positive, got {value}.");
    }

    /// <summary>Samples of every clip: shorter recordings get zeros at their end, longer ones lose theirs. Null: every clip as long as its recording, in a column of vectors of any length.</summary>
    public int? ClipSamples
    {
        get;
        init => field = value is null or > 0 ? value : throw new ArgumentOutOfRangeException(null, $"ClipSamples must be positive, or null for any length, got {value}.");
    }

    public UnreadableRecordings Unreadable { get; init; }

    /// <summary>With <see cref="UnreadableRecordings.Skip"/>, is told of every recording that is left out, in every pass over the data anew.</summary>
    public Action<AudioFileException>? Skipped { get; init; }

    /// <summary>Limits of a recording, and the decoder of compressed ones.</summary>
    public AudioReaderOptions? Reader { get; init; }
}
