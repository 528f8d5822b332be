namespace MlNetAudio.Cli.Commands;

/// <summary>`mlaudio score` as it was asked for.</summary>
internal sealed record ScoreOptions
{
    /// <summary>Path of an artifact, as typed.</summary>
    public required string Model { get; init; }

    /// <summary>Files and folders, as typed, at least one.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }
}
