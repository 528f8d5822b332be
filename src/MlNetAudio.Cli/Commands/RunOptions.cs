namespace MlNetAudio.Cli.Commands;

/// <summary>What every command that trains on a data set can be asked for; null means that the config file, or else the pipeline's own default counts.</summary>
internal abstract record RunOptions
{
    /// <summary>Folder or manifest, as typed; null: the config's.</summary>
    public string? Dataset { get; init; }

    /// <summary>A .json or .yaml file, as typed.</summary>
    public string? Config { get; init; }

    /// <summary>Settings of models, over config and other options: key and value.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Settings { get; init; } = [];

    /// <summary>The folder of the run, or search, to go on with.</summary>
    public string? Resume { get; init; }

    public bool TensorBoard { get; init; }

    /// <summary>The folder of the run.</summary>
    public string? OutputFolder { get; init; }

    public int? Seed { get; init; }

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

    /// <summary>What trains deep models.</summary>
    public string? Backend { get; init; }

    /// <summary>What the backend works on.</summary>
    public string? Device { get; init; }

    /// <summary>A number or a column.</summary>
    public string? Folds { get; init; }

    /// <summary>Share of the recordings outside a fold.</summary>
    public double? ValidationFraction { get; init; }
}
