using MlNetAudio.Pipelines.Tuning;

namespace MlNetAudio.Cli.Commands;

/// <summary>`mlaudio tune` as it was asked for.</summary>
internal sealed record TuneOptions : RunOptions
{
    /// <summary>A known name; null: the config's only model.</summary>
    public string? Model { get; init; }

    /// <summary>Null: 20, or as many as the resumed search was asked for.</summary>
    public int? Trials { get; init; }

    public double? Minutes { get; init; }

    public SearchMethod Method { get; init; }

    /// <summary>Files and KEY=RANGE, as typed.</summary>
    public IReadOnlyList<string> Space { get; init; } = [];

    /// <summary>Every trial is trained to its end.</summary>
    public bool RunsEveryTrial { get; init; }

    /// <summary>The space is to be listed instead of searched.</summary>
    public bool ListsSpace { get; init; }
}
