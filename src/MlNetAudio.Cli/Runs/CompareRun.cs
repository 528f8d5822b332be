using MlNetAudio.Cli.Commands;
using MlNetAudio.Cli.Configuration;

namespace MlNetAudio.Cli.Runs;

/// <summary>`mlaudio compare`: runs the experiment, writes report.html beside its files and prints the comparison.</summary>
internal static class CompareRun
{
    public static int Run(CompareOptions options, CommandContext context) => ExperimentOutput.Run(RunConfiguration.Of(options, options.Models), context, namesArtifacts: false);
}
