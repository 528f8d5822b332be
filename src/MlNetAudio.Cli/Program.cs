using MlNetAudio.Cli;
using MlNetAudio.Cli.Commands;
using MlNetAudio.Cli.Console;
using MlNetAudio.Cli.Runs;

var handlers = new CommandHandlers
{
    Compare = CompareRun.Run,
    Train = TrainRun.Run,
    Tune = TuneRun.Run,
    Score = ScoreRun.Run,
    Features = FeaturesRun.Run,
    Effect = EffectRun.Run,
    Describe = DescribeRun.Run,
    Info = InfoCommand.Run,
};
return new CommandLine(handlers, StandardStreams.OfProcess()).Run(args);
