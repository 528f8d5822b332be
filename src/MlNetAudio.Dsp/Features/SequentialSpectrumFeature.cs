using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>A feature whose frames also depend on frames before them: what it remembers lives in the workspace, which sees the blocks of one signal in order.</summary>
internal abstract class SequentialSpectrumFeature<TState>(Stft stft, int features, int scratchLength = 0) : SpectrumFeature(stft, features, scratchLength) where TState : class
{
    protected sealed override object Begin() => NewState();

    protected sealed override void Compute(Workspace workspace, int frames, Span<double> values) => Compute(workspace, frames, values, (TState)workspace.State!);

    /// <summary>What is known before the first frame.</summary>
    protected abstract TState NewState();

    /// <param name="frames">1 .. lanes; lanes beyond are no frames, of which the state must not learn.</param>
    /// <param name="values">[features, lanes], all to be written.</param>
    protected abstract void Compute(Workspace workspace, int frames, Span<double> values, TState state);
}
