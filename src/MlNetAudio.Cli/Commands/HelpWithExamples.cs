using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace MlNetAudio.Cli.Commands;

/// <summary>The usual help, then the examples of a <see cref="DocumentedCommand"/>.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        int result = help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is DocumentedCommand documented)
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (string example in documented.Examples) output.WriteLine($"  {example}");
            output.WriteLine();
        }
        return result;
    }
}
