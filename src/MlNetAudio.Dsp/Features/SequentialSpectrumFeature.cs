using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>A feature whose frames also depend on frames before them: what it remembers lives in the workspace, which sees the blocks of one signal in order.</summary>
internal abstract class SequentialSpectrumFeature<TState>(Stft stft, int features) : FrameFeature(stft.Frames, features)
{
    public sealed override IDisposable NewWorkspace() => new Memory(stft.NewWorkspace(), Begin());

    public sealed override void Compute(ReadOnlySpan<float> samples, int frames, Span<double> values, int stride, IDisposable workspace)
    {
        var memory = (Memory)workspace;
        stft.Transform(samples, frames, memory.Spectra);
        Compute(memory.Spectra, frames, values, stride, memory.State);
    }

    /// <summary>What is known before the first frame.</summary>
    protected abstract TState Begin();

    /// <param name="spectra">Of the block: [bins, lanes], lanes from <paramref name="frames"/> on being zero.</param>
    /// <param name="values">Where they go: feature f of frame i at [f · stride + i].</param>
    protected abstract void Compute(Stft.Workspace spectra, int frames, Span<double> values, int stride, TState state);

    private sealed record Memory(Stft.Workspace Spectra, TState State) : IDisposable
    {
        public void Dispose() => Spectra.Dispose();
    }
}
