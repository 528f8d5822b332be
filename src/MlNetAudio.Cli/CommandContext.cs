using MlNetAudio.Cli.Console;
using MlNetAudio.Pipelines.Experiments;

namespace MlNetAudio.Cli;

/// <summary>What a command's handler may talk to: results go to stdout, everything else to stderr.</summary>
internal sealed class CommandContext(TextWriter output, IRunProgress progress, bool json, bool verbose, CancellationToken cancellation, Func<CancellationToken>? stop = null)
{
    /// <summary>stdout, for results only: one JSON document and nothing else where <see cref="Json"/> is set. Taking it ends the progress display.</summary>
    public TextWriter Output
    {
        get
        {
            progress.Finish();
            return output;
        }
    }

    /// <summary>Shown on stderr: bars on a terminal, else one line a stage.</summary>
    public IProgress<ExperimentProgress> Progress => progress;

    /// <summary>Results as JSON are wanted.</summary>
    public bool Json { get; } = json;

    /// <summary>Details of errors are wanted.</summary>
    public bool Verbose { get; } = verbose;

    /// <summary>For work that can end with what it has: from here on the first Ctrl+C cancels this token alone, and the second <see cref="Cancellation"/>.</summary>
    public CancellationToken StopKey() => stop?.Invoke() ?? CancellationToken.None;

    /// <summary>Cancelled by the first Ctrl+C.</summary>
    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>One line on stderr, such as a skipped file; safe while progress is shown.</summary>
    public void Note(string line) => progress.Note(line);

    /// <summary>The one JSON document on stdout: snake_case names, numbers in invariant form.</summary>
    public void WriteJson<T>(T document) => JsonOutput.Write(Output, document);

    /// <summary>Aligned columns on stdout.</summary>
    public void WriteTable(IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows) => TextTable.Write(Output, header, rows);
}
