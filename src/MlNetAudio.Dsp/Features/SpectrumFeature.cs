using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>What a feature computes of the spectra of a block of frames.</summary>
internal abstract class SpectrumFeature(Stft stft, int features) : FrameFeature(stft.Frames, features)
{
    protected Stft Stft { get; } = stft;

    public override IDisposable NewWorkspace() => Stft.NewWorkspace();

    public sealed override void Compute(ReadOnlySpan<float> samples, int frames, Span<double> values, int stride, IDisposable workspace)
    {
        var spectra = (Stft.Workspace)workspace;
        Stft.Transform(samples, frames, spectra);
        Compute(spectra, frames, values, stride);
    }

    /// <param name="spectra">Of the block: [bins, lanes], lanes from <paramref name="frames"/> on being zero.</param>
    /// <param name="values">Where they go: feature f of frame i at [f · stride + i].</param>
    protected abstract void Compute(Stft.Workspace spectra, int frames, Span<double> values, int stride);
}
