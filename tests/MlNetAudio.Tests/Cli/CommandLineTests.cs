using System.Text.Json;
using MlNetAudio.Cli;
using MlNetAudio.Cli.Commands;
using MlNetAudio.Cli.Console;
using MlNetAudio.Datasets;

namespace MlNetAudio.Tests.Cli;

public sealed class CommandLineTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private CompareOptions? _compare;
    private ScoreOptions? _score;
    private CommandContext? _context;

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public void Compare_without_options_asks_for_the_defaults()
    {
        Assert.Equal(0, Run("compare", "data/two-voices"));

        Assert.Equal("data/two-voices", _compare!.Dataset);
        Assert.Null(_compare.Models);
        Assert.Equal((null, null), (_compare.OutputFolder, _compare.Seed));
        Assert.Equal((null, null, null), (_compare.Config, _compare.Folds, _compare.ValidationFraction));
        Assert.Empty(_compare.Settings);
        Assert.Equal((null, null, null, null), (_compare.Epochs, _compare.ClipSeconds, _compare.SampleRateHz, _compare.BatchSize));
        Assert.Equal((null, null, null), (_compare.Group, _compare.Label, _compare.Positive));
        Assert.False(_context!.Json || _context.Verbose);
    }

    [Fact]
    public void Compare_takes_every_option()
    {
        Assert.Equal(0, Run("compare", "d", "--models", "cnn, LR,cnn", "--out", "o", "--seed", "-7", "--epochs", "3", "--group", "_(.*)_", "--label", "word", "--positive", "yes",
            "--clip-seconds", "1.5", "--sample-rate", "8000", "--batch", "4", "--folds", "5", "--validation", "0.2", "--config", "c.yaml", "--set", "lr=3e-4", "--set", "cnn.channels=8,16", "--json", "--verbose"));

        Assert.Equal(["cnn", "lr"], _compare!.Models);
        Assert.Equal(_compare with { OutputFolder = "o", Seed = -7, Epochs = 3, Group = "_(.*)_", Label = "word", Positive = "yes", ClipSeconds = 1.5, SampleRateHz = 8000, BatchSize = 4 }, _compare);
        Assert.Equal(("5", 0.2, "c.yaml"), (_compare.Folds, _compare.ValidationFraction, _compare.Config));
        Assert.Equal([new("lr", "3e-4"), new("cnn.channels", "8,16")], _compare.Settings);
        Assert.True(_context!.Json && _context.Verbose);
    }

    [Fact]
    public void Score_takes_files_and_folders_of_any_name()
    {
        Assert.Equal(0, Run("score", "m.onnx", "a b.wav", "=f.wav", "@take.wav", "[x].wav"));

        Assert.Equal("m.onnx", _score!.Model);
        Assert.Equal(["a b.wav", "=f.wav", "@take.wav", "[x].wav"], _score.Inputs);
    }

    [Theory]
    [InlineData("", "A command is needed: compare, train, score, info.")]
    [InlineData("inof", "There is no command 'inof'; did you mean info?")]
    [InlineData("frobnicate x", "There is no command 'frobnicate'; there are compare, train, score, info.")]
    [InlineData("compare", "A dataset is needed: mlaudio compare DATASET, or --config FILE that names one.")]
    [InlineData("compare d --set epochs", "--set needs KEY=VALUE, got 'epochs'.")]
    [InlineData("compare d --set =3", "--set needs KEY=VALUE, got '=3'.")]
    [InlineData("compare d --folds 5 --validation 1", "--validation must be a number of at least 0 and below 1, got '1'.")]
    [InlineData("compare d --validation 0.1", "--validation is the share of a cross-validation; add --folds.")]
    [InlineData("train d", "A model is needed: --model NAME, or --config FILE that names one.")]
    [InlineData("train d --model cn", "--model knows no 'cn'; did you mean cnn? It knows lr, rf,")]
    [InlineData("train --model cnn", "A dataset is needed: mlaudio train DATASET, or --config FILE that names one.")]
    [InlineData("compare d --modles lr", "There is no option '--modles'; did you mean --models?")]
    [InlineData("compare --jsn", "There is no option '--jsn'; did you mean --json?")]
    [InlineData("score m.onnx a.wav --jsno", "There is no option '--jsno'; did you mean --json?")]
    [InlineData("score m.onnx -leading.wav", "There is no option '-leading.wav'. A path that starts with '-' is written ./-leading.wav.")]
    [InlineData("score m.onnx", "Required argument missing for command: 'score'.")]
    [InlineData("compare d --models lr,cn", "--models knows no 'cn'; did you mean cnn? It knows lr, rf,")]
    [InlineData("compare d --models svm", "--models knows no 'svm'; it knows lr, rf,")]
    [InlineData("compare d --models lr,,rf", "--models has an empty name; write names of lr, rf,")]
    [InlineData("compare d --seed one", "--seed must be a whole number between -2147483648 and 2147483647, got 'one'.")]
    [InlineData("compare d --epochs 0", "--epochs must be a whole number of at least 1, got '0'.")]
    [InlineData("compare d --batch 1e3", "--batch must be a whole number of at least 1, got '1e3'.")]
    [InlineData("compare d --clip-seconds NaN", "--clip-seconds must be a number above 0 and at most 3600, got 'NaN'.")]
    [InlineData("compare d --clip-seconds 1,5", "--clip-seconds must be a number above 0 and at most 3600, got '1,5'.")]
    [InlineData("compare d --clip-seconds 1e300", "--clip-seconds must be a number above 0 and at most 3600, got '1e300'.")]
    [InlineData("compare d --sample-rate 999", "--sample-rate must be a whole number between 1000 and 768000, got '999'.")]
    [InlineData("compare d --sample-rate 2000000000", "--sample-rate must be a whole number between 1000 and 768000, got '2000000000'.")]
    public void A_command_line_that_is_wrong_is_refused_on_stderr_with_2(string words, string message)
    {
        Assert.Equal(2, Run(words.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

        Assert.Equal("", _output.ToString());
        string[] lines = _error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith($"mlaudio: {message}", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("Usage is shown by: mlaudio", lines[1], StringComparison.Ordinal);
        Assert.Equal(2, lines.Length);
    }

    [Theory]
    [InlineData("--help", "compare")]
    [InlineData("compare --help", "mlaudio compare data/two-voices")]
    [InlineData("score -h", "mlaudio score models/cough/model.onnx today.wav")]
    [InlineData("info --help", "mlaudio info --json")]
    public void Help_goes_to_stdout_and_ends_with_examples(string words, string expected)
    {
        Assert.Equal(0, Run(words.Split(' ')));

        Assert.Contains(expected, _output.ToString(), StringComparison.Ordinal);
        Assert.Equal("", _error.ToString());
    }

    public static TheoryData<Exception, int, string> Faults => new()
    {
        { new DatasetException("d: no recordings."), 2, "mlaudio: d: no recordings." },
        { new InvalidDataException("m.onnx: not a model."), 2, "mlaudio: m.onnx: not a model." },
        { new FileNotFoundException("x.wav is not there."), 2, "mlaudio: x.wav is not there." },
        { new ArgumentException("Positive names no class."), 2, "mlaudio: Positive names no class." },
        { new AggregateException(new DatasetException("inner.")), 2, "mlaudio: inner." },
        { new IOException("The disk is full."), 1, "mlaudio: The disk is full. (--verbose shows the details)" },
        { new InvalidOperationException("two\nlines"), 1, "mlaudio: two lines (--verbose shows the details)" },
        { new OperationCanceledException("timed out"), 1, "mlaudio: timed out (--verbose shows the details)" },
    };

    [Theory, MemberData(nameof(Faults))]
    public void A_fault_is_one_line_with_its_exit_code(Exception fault, int code, string line)
    {
        Assert.Equal(code, RunWith(_ => throw fault, "compare", "d"));

        Assert.Equal(line + Environment.NewLine, _error.ToString());
        Assert.Equal("", _output.ToString());
    }

    [Fact]
    public void Verbose_shows_where_a_fault_came_from()
    {
        Assert.Equal(1, RunWith(_ => throw new InvalidOperationException("odd"), "compare", "d", "--verbose"));

        Assert.Contains("   at MlNetAudio.", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_run_says_so_in_one_line()
    {
        using var cancel = new CancellationTokenSource();

        int code = RunWith(context =>
        {
            cancel.Cancel();
            context.Cancellation.ThrowIfCancellationRequested();
            return 0;
        }, cancel.Token, "compare", "d");

        Assert.Equal(1, code);
        Assert.Equal("mlaudio: cancelled; the files that were written are whole." + Environment.NewLine, _error.ToString());
    }

    [Fact]
    public void Progress_and_notes_go_to_stderr_one_line_a_stage_and_results_to_stdout()
    {
        RunWith(context =>
        {
            for (int epoch = 0; epoch <= 3; epoch++) context.Progress.Report(new("training cnn", epoch, 3, "loss 0.1"));
            context.Note("a.wav: skipped");
            context.Progress.Report(new("scoring", 0, 0, null));
            context.WriteJson(new { TrainSeconds = 1.5, Name = "é+" });
            context.Progress.Report(new("too late", 0, 0, null));
            return 0;
        }, "compare", "d", "--json");

        Assert.Equal(["training cnn", "a.wav: skipped", "scoring", ""], _error.ToString().Split(Environment.NewLine));
        using var document = JsonDocument.Parse(_output.ToString());
        Assert.Equal(1.5, document.RootElement.GetProperty("train_seconds").GetDouble());
        Assert.Equal("é+", document.RootElement.GetProperty("name").GetString());
    }

    [Fact]
    public void The_exit_code_of_a_handler_is_the_exit_code()
    {
        Assert.Equal(1, RunWith(_ => 1, "compare", "d"));
    }

    private int Run(params string[] words) => RunWith(_ => 0, words);

    private int RunWith(Func<CommandContext, int> handler, params string[] words) => RunWith(handler, CancellationToken.None, words);

    private int RunWith(Func<CommandContext, int> handler, CancellationToken cancellation, params string[] words)
    {
        var handlers = new CommandHandlers
        {
            Compare = (options, context) =>
            {
                (_compare, _context) = (options, context);
                return handler(context);
            },
            Train = (_, context) => handler(context),
            Score = (options, context) =>
            {
                (_score, _context) = (options, context);
                return handler(context);
            },
            Info = InfoCommand.Run,
        };
        return new CommandLine(handlers, new StandardStreams(_output, _error, Terminal: null)).Run(words, cancellation);
    }
}
