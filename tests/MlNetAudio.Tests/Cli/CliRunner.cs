using MlNetAudio.Cli;
using MlNetAudio.Cli.Console;

namespace MlNetAudio.Tests.Cli;

/// <summary>mlaudio in this process.</summary>
internal sealed class CliRunner(CommandHandlers handlers) : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    /// <summary>What the last command wrote to stdout.</summary>
    public string Output { get; private set; } = "";

    /// <returns>The exit code, and the lines on stderr that do not name a stage.</returns>
    public (int Code, string Error) Run(params string[] words)
    {
        _output.GetStringBuilder().Clear();
        _error.GetStringBuilder().Clear();
        int code = new CommandLine(handlers, new StandardStreams(_output, _error, Terminal: null)).Run(words);
        Output = _output.ToString();
        return (code, string.Join('\n', _error.ToString().Split(_error.NewLine).Where(line => line.Contains(' ', StringComparison.Ordinal))));
    }

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }
}
