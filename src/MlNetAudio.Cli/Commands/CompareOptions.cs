namespace MlNetAudio.Cli.Commands;

/// <summary>`mlaudio compare` as it was asked for.</summary>
internal sealed record CompareOptions : RunOptions
{
    /// <summary>Known names, each once, in the order given; null: the config's, or the usual ones.</summary>
    public IReadOnlyList<string>? Models { get; init; }
}
