namespace MlNetAudio.Cli.Commands;

/// <summary>`mlaudio compare` as it was asked for; null means that the pipeline's own default counts.</summary>
internal sealed record CompareOptions
{
    /// <summary>Folder or manifest, as typed.</summary>
    public required string Dataset { get; init; }

    /// <summary>Known names, each once, in the order given.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>The folder of the run.</summary>
    public string? OutputFolder { get; init; }

    public required int Seed { get; init; }

    public int? Epochs { get; init; }

    /// <summary>Column or pattern.</summary>
    public string? Group { get; init; }

    /// <summary>Column or pattern.</summary>
    public string? Label { get; init; }

    /// <summary>The class whose probability is scored.</summary>
    public string? Positive { get; init; }

    public double? ClipSeconds { get; init; }

    public int? SampleRateHz { get; init; }

    public int? BatchSize { get; init; }
}
