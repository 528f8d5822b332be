namespace MlNetAudio.Pipelines.Tuning;

/// <summary>One training of a search, judged on the validation part.</summary>
public sealed record Trial
{
    /// <summary>Counted from 1.</summary>
    public required int Number { get; init; }

    public required TrialEnding Ending { get; init; }

    /// <summary>The setting of each dimension of the space: whole key → text.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>What trials are ranked by: mean −ln p of the actual label over the validation part, nats; null where the trial failed.</summary>
    public double? LogLoss { get; init; }

    /// <summary>On the validation part.</summary>
    public double? Auc { get; init; }

    /// <summary>On the validation part.</summary>
    public double? Accuracy { get; init; }

    /// <summary>Validation loss after each epoch, with the class weights of training; empty for models without epochs.</summary>
    public IReadOnlyList<float> Curve { get; init; } = [];

    /// <summary>Of training and judging.</summary>
    public double Seconds { get; init; }

    /// <summary>Why the trial failed.</summary>
    public string? Fault { get; init; }
}
