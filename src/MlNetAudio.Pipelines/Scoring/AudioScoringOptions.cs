using MlNetAudio.Dsp.Io;
using MlNetAudio.Pipelines.Loading;

namespace MlNetAudio.Pipelines.Scoring;

/// <summary>How <see cref="Microsoft.ML.ScoreAudioCatalog.ScoreAudio"/> reads its rows and works through them.</summary>
public sealed record AudioScoringOptions
{
    /// <summary>A text column (path of a recording, read, mixed to mono and resampled) or a Vector&lt;Single&gt; column (mono samples at the model's rate, −1..1). Of a model of spectrograms, the path of a .npy file, or its values [mels, frames], row-major.</summary>
    public string InputColumnName { get; init; } = "Path";

    /// <summary>Clips in one call of ONNX Runtime at most; of long ones fewer. Null: what is good for their length, 16 of a second or more up to thousands of a few samples.</summary>
    public int? BatchSize
    {
        get;
        init => field = value is null or > 0 ? value : throw new ArgumentOutOfRangeException(null, $"BatchSize must be positive, got {value}.");
    }

    /// <summary>Rows that are read ahead and scored together at most, over all cores; of long recordings fewer. Null: 128, of a few samples each up to 16,384.</summary>
    public int? RowsAhead
    {
        get;
        init => field = value is null or > 0 ? value : throw new ArgumentOutOfRangeException(null, $"RowsAhead must be positive, got {value}.");
    }

    /// <summary>Of a column of paths: whether a recording that cannot be read ends the pass or loses its row.</summary>
    public UnreadableRecordings Unreadable { get; init; }

    /// <summary>With <see cref="UnreadableRecordings.Skip"/>, is told of every recording that is left out, in every pass over the data anew.</summary>
    public Action<AudioFileException>? Skipped { get; init; }
}
