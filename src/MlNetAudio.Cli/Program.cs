using MlNetAudio.Cli;
using MlNetAudio.Cli.Commands;
using MlNetAudio.Cli.Console;
using MlNetAudio.Cli.Runs;

return new CommandLine(new CommandHandlers { Compare = CompareRun.Run, Score = ScoreRun.Run, Features = FeaturesRun.Run, Effect = EffectRun.Run, Describe = DescribeRun.Run, Info = InfoCommand.Run }, StandardStreams.OfProcess()).Run(args);
