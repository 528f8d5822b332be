using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using MlNetAudio.Cli.Commands;
using MlNetAudio.Cli.Console;

namespace MlNetAudio.Cli;

/// <summary>Words → parsed options → handler → exit code. What goes wrong becomes one line on stderr and a code of <see cref="ExitCode"/>.</summary>
internal sealed class CommandLine
{
    // A recording may be called @take1.wav: no word is the name of a file with more words.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    private readonly StandardStreams _streams;
    private readonly RootCommand _root = new("mlaudio: audio classification for .NET. Results go to stdout, progress to stderr; exit code 0 is success, 1 failure, 2 bad usage or input.");
    private readonly Option<bool> _verbose = CommandOptions.Verbose();
    private CancelKey? _cancel;
    private CancellationToken _cancellation;

    public CommandLine(CommandHandlers handlers, StandardStreams streams)
    {
        _streams = streams;
        _root.Options.Add(_verbose);
        if (handlers.Compare is { } compare) _root.Subcommands.Add(CompareCommand.Create((command, parse) => Bind(command, parse, compare)));
        if (handlers.Train is { } train) _root.Subcommands.Add(TrainCommand.Create((command, parse) => Bind(command, parse, train)));
        if (handlers.Tune is { } tune) _root.Subcommands.Add(TuneCommand.Create((command, parse) => Bind(command, parse, tune)));
        if (handlers.Score is { } score) _root.Subcommands.Add(ScoreCommand.Create((command, parse) => Bind(command, parse, score)));
        if (handlers.Features is { } features) _root.Subcommands.Add(FeaturesCommand.Create((command, parse) => Bind(command, parse, features)));
        if (handlers.Effect is { } effect) _root.Subcommands.Add(EffectCommand.Create((command, parse) => Bind(command, parse, effect)));
        if (handlers.Describe is { } describe) _root.Subcommands.Add(DescribeCommand.Create((command, parse) => Bind(command, parse, describe)));
        if (handlers.Info is { } info) _root.Subcommands.Add(InfoCommand.Create((command, parse) => Bind(command, parse, info)));
        foreach (var help in _root.Options.OfType<HelpOption>()) help.Action = new HelpWithExamples((HelpAction)help.Action!);
    }

    /// <param name="words">The command line without the name of the program.</param>
    /// <param name="cancellation">Stops the handler as Ctrl+C does.</param>
    public int Run(IReadOnlyList<string> words, CancellationToken cancellation = default)
    {
        using var cancel = new CancelKey(cancellation);
        _cancel = cancel;
        _cancellation = cancel.Token;
        var parsed = _root.Parse(words, Parsing);
        if (parsed.Action is ParseErrorAction) return ReportUsage(parsed);
        return parsed.Invoke(new() { Output = _streams.Output, Error = _streams.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    private void Bind<TOptions>(Command command, Func<ParseResult, TOptions> parse, Func<TOptions, CommandContext, int> handler) => command.SetAction(parsed =>
    {
        bool verbose = parsed.GetValue(_verbose), json = parsed.GetValue<bool>("--json");
        using var progress = _streams.NewProgress();
        try
        {
            return handler(parse(parsed), new(_streams.Output, progress, json, verbose, _cancellation, () => _cancel!.HeedStop(() => progress.Note("stopping: what is being trained ends with its best so far; once more aborts"))));
        }
        catch (Exception error)
        {
            progress.Dispose();
            return Report(error, verbose);
        }
    });

    private int Report(Exception error, bool verbose)
    {
        Exception[] causes = error is AggregateException several ? [.. several.Flatten().InnerExceptions] : [error];
        if (_cancellation.IsCancellationRequested && causes.OfType<OperationCanceledException>().Any())
        {
            _streams.Error.WriteLine("mlaudio: cancelled; the files that were written are whole.");
            return ExitCode.Failed;
        }

        int code = ExitCode.Of(causes[0]);
        _streams.Error.WriteLine($"mlaudio: {OneLine(MessageOf(causes[0]))}{(code == ExitCode.Failed && !verbose ? " (--verbose shows the details)" : "")}");
        if (verbose) _streams.Error.WriteLine(error);
        return code;
    }

    private int ReportUsage(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        foreach (string message in UsageFaults.Of(parsed)) _streams.Error.WriteLine($"mlaudio: {OneLine(message)}");
        _streams.Error.WriteLine($"Usage is shown by: {(command == _root ? "mlaudio" : $"mlaudio {command.Name}")} --help");
        return ExitCode.BadInput;
    }

    /// <summary>Without the name of a parameter of the C# API, which who types a command does not see.</summary>
    private static string MessageOf(Exception error) => error is ArgumentException { ParamName: { } name } ? error.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : error.Message;

    private static string OneLine(string message) => string.Join(' ', message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
