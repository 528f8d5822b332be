namespace MlNetAudio.Cli.Commands;

/// <summary>`mlaudio train` as it was asked for.</summary>
internal sealed record TrainOptions : RunOptions
{
    /// <summary>A known name; null: the config's only model.</summary>
    public string? Model { get; init; }

    /// <summary>The model's settings are to be listed instead of training it.</summary>
    public bool ListsSettings { get; init; }
}
