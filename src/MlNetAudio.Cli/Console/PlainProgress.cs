using MlNetAudio.Pipelines.Experiments;

namespace MlNetAudio.Cli.Console;

/// <summary>For files and pipes: one line when a stage begins, no bars and no control characters.</summary>
internal sealed class PlainProgress(TextWriter error) : IRunProgress
{
    private readonly Lock _gate = new();
    private string? _stage;
    private bool _finished;

    public void Report(ExperimentProgress value)
    {
        lock (_gate)
        {
            if (_finished || value.Stage == _stage) return;
            _stage = value.Stage;
            error.WriteLine(value.Stage);
        }
    }

    public void Note(string line)
    {
        lock (_gate) error.WriteLine(line);
    }

    public void Finish()
    {
        lock (_gate) _finished = true;
    }

    public void Dispose() => Finish();
}
