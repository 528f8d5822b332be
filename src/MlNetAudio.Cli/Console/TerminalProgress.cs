using MlNetAudio.Pipelines.Experiments;
using Spectre.Console;

namespace MlNetAudio.Cli.Console;

/// <summary>For terminals: a bar for every stage, drawn from the first report until <see cref="Finish"/>.</summary>
internal sealed class TerminalProgress(IAnsiConsole console) : IRunProgress
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ProgressTask> _bars = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _finish = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ProgressContext? _context;
    private Task _display = Task.CompletedTask;
    private ProgressTask? _current;

    public void Report(ExperimentProgress value)
    {
        lock (_gate)
        {
            if (_finish.Task.IsCompleted) return;
            if (_context is null) Begin();
            if (!_bars.TryGetValue(value.Stage, out var bar))
            {
                bar = _context!.AddTask(Markup.Escape(value.Stage));
                _bars.Add(value.Stage, bar);
                if (_current is not null) Complete(_current);
            }
            _current = bar;
            bar.Description = Markup.Escape(value.Detail is null ? value.Stage : $"{value.Stage}: {value.Detail}");
            bar.IsIndeterminate = value.Total <= 0;
            if (value.Total > 0) (bar.MaxValue, bar.Value) = (value.Total, Math.Clamp(value.Done, 0, value.Total));
        }
    }

    public void Note(string line)
    {
        lock (_gate) console.WriteLine(line);
    }

    public void Finish()
    {
        lock (_gate)
        {
            if (_current is not null && !_finish.Task.IsCompleted) Complete(_current);
        }
        Dispose();
    }

    /// <summary>Ends the display as it stands: after a failure no bar claims to be full.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _current?.StopTask();
            _finish.TrySetResult();
        }
        _display.GetAwaiter().GetResult();
    }

    private void Begin()
    {
        TaskCompletionSource<ProgressContext> begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _display = console.Progress()
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async context =>
            {
                begun.SetResult(context);
                await _finish.Task;
            });
        _context = begun.Task.GetAwaiter().GetResult();
    }

    private static void Complete(ProgressTask bar)
    {
        bar.IsIndeterminate = false;
        bar.Value = bar.MaxValue;
        bar.StopTask();
    }
}
