namespace MlNetAudio.Pipelines.Scoring;

/// <summary>How an <see cref="AudioScorer"/> cuts long recordings and streams into windows, and how much it does at a time.</summary>
public sealed record AudioScorerOptions
{
    /// <summary>Length of a window; null: the model's clip length, which not every model has.</summary>
    public TimeSpan? Window
    {
        get;
        init => field = value is null || value > TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(null, $"Window must be positive, got {value}.");
    }

    /// <summary>From the start of one window to that of the next; null: half a window. Windows overlap where it is shorter than they are.</summary>
    public TimeSpan? Hop
    {
        get;
        init => field = value is null || value > TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(null, $"Hop must be positive, got {value}.");
    }

    /// <summary>Calls that run the model at the same time, each on one core; further ones wait.</summary>
    public int MaximumConcurrency
    {
        get;
        init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(null, $"MaximumConcurrency must be positive, got {value}.");
    } = Environment.ProcessorCount;
}
