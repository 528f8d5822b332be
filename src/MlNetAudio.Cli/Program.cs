using MlNetAudio.Cli;
using MlNetAudio.Cli.Commands;
using MlNetAudio.Cli.Console;

return new CommandLine(new CommandHandlers { Info = InfoCommand.Run }, StandardStreams.OfProcess()).Run(args);
