namespace MlNetAudio.Pipelines.Scoring;

/// <summary>How <see cref="Microsoft.ML.ScoreAudioCatalog.ScoreAudio"/> reads its rows and works through them.</summary>
public sealed record AudioScoringOptions
{
    /// <summary>A text column (path of a recording, read, mixed to mono and resampled) or a Vector&lt;Single&gt; column (mono samples at the model's rate, −1..1). Of a model of spectrograms, the path of a .npy file, or its values [mels, frames], row-major.</summary>
    public string InputColumnName { get; init; } = "Path";

    /// <summary>Clips in one call of ONNX Runtime at most; of long ones fewer.</summary>
    public int BatchSize
    {
        get;
        init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(null, $"BatchSize must be positive, got {value}.");
    } = 16;

    /// <summary>Rows that are read ahead and scored together at most, over all cores; of long recordings fewer.</summary>
    public int RowsAhead
    {
        get;
        init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(null, $"RowsAhead must be positive, got {value}.");
    } = 128;
}
