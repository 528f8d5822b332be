namespace MlNetAudio.Cli.Commands;

/// <summary>`mlaudio info` takes nothing of its own.</summary>
internal sealed record InfoOptions;
