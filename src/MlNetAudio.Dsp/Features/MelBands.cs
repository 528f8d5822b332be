using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>The spectra of a block of frames → their mel bands.</summary>
internal sealed class MelBands
{
    private readonly SpectrumPower _power;
    private readonly SparseBands _bands;

    /// <exception cref="ArgumentException">The window is longer than the transform, or the frequencies are not 0 ≤ minimum &lt; maximum ≤ half the sample rate.</exception>
    /// <param name="scale">What the bands are multiplied with.</param>
    public MelBands(MelOptions options, double scale = 1)
    {
        Stft = new(options.Stft);
        _power = new(Stft, options.Power, options.SpectrumNormalization);
        _bands = new(options.MelFilters(), Stft.Bins, _power.Scale * scale);
    }

    public Stft Stft { get; }

    public int Count => _bands.Count;

    /// <param name="values">[bands, lanes].</param>
    public void Compute(Stft.Workspace spectra, Span<double> values) => _bands.Sum(_power.Unscaled(spectra), values);
}
