using MlNetAudio.Pipelines.Experiments;

namespace MlNetAudio.Cli.Console;

/// <summary>Where progress and diagnostics are shown. Every member may be called from any thread.</summary>
internal interface IRunProgress : IProgress<ExperimentProgress>, IDisposable
{
    /// <summary>One line for people, whatever else is on display.</summary>
    void Note(string line);

    /// <summary>Ends the display; what is reported later is dropped. May be called again.</summary>
    void Finish();
}
