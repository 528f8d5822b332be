using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>Samples of a block of frames → their mel bands.</summary>
internal sealed class MelBands
{
    private readonly SpectrumPower _power;
    private readonly SparseBands _bands;

    /// <exception cref="ArgumentException">The window is longer than the transform, or the frequencies are not 0 ≤ minimum &lt; maximum ≤ half the sample rate.</exception>
    public MelBands(MelOptions options)
    {
        Stft = new(options.Stft);
        _power = new(Stft, options.Power, options.SpectrumNormalization);
        _bands = new(options.MelFilters(), Stft.Bins, _power.Scale);
    }

    public Stft Stft { get; }

    public int Count => _bands.Count;

    /// <param name="values">[bands, lanes].</param>
    public void Compute(ReadOnlySpan<float> samples, int frames, Stft.Workspace spectra, Span<double> values)
    {
        Stft.Transform(samples, frames, spectra);
        _bands.Sum(_power.Unscaled(spectra), values);
    }
}
