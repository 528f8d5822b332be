using System.Text;
using Spectre.Console;

namespace MlNetAudio.Cli.Console;

/// <summary>The three things of the process that commands talk to, so that tests can hold them.</summary>
/// <param name="Output">Results.</param>
/// <param name="Error">Progress and diagnostics.</param>
/// <param name="Terminal">Draws on <paramref name="Error"/>, or null where that is no terminal.</param>
internal sealed record StandardStreams(TextWriter Output, TextWriter Error, IAnsiConsole? Terminal)
{
    public static StandardStreams OfProcess()
    {
        if (OperatingSystem.IsWindows() && !System.Console.IsOutputRedirected) System.Console.OutputEncoding = Encoding.UTF8;   // labels and paths in any script
        return new(System.Console.Out, System.Console.Error, ErrorTerminal());
    }

    public IRunProgress NewProgress() => Terminal is null ? new PlainProgress(Error) : new TerminalProgress(Terminal);

    private static IAnsiConsole? ErrorTerminal()
    {
        if (System.Console.IsErrorRedirected) return null;
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(System.Console.Error) });
        return console.Profile.Capabilities is { Ansi: true, Interactive: true } ? console : null;
    }
}
