using MlNetAudio.Cli.Commands;

namespace MlNetAudio.Cli;

/// <summary>What the commands do: parsed options and a context → exit code. A command without a handler is not offered.</summary>
internal sealed record CommandHandlers
{
    public Func<CompareOptions, CommandContext, int>? Compare { get; init; }

    public Func<TrainOptions, CommandContext, int>? Train { get; init; }

    public Func<TuneOptions, CommandContext, int>? Tune { get; init; }

    public Func<ScoreOptions, CommandContext, int>? Score { get; init; }

    public Func<FeaturesOptions, CommandContext, int>? Features { get; init; }

    public Func<EffectOptions, CommandContext, int>? Effect { get; init; }

    public Func<DescribeOptions, CommandContext, int>? Describe { get; init; }

    public Func<InfoOptions, CommandContext, int>? Info { get; init; }
}
