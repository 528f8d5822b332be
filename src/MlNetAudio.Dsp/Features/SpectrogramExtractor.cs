using System.Numerics.Tensors;
using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>Mono signal [samples] → spectrogram [1 + FftLength/2, frames]: |X|^Power of the short-time Fourier transform; computed in double precision.</summary>
/// <remarks>numpy.abs(librosa.stft(y)) ** power; torchaudio.transforms.Spectrogram. Holds only read-only tables, so one instance serves any number of threads.</remarks>
public sealed class SpectrogramExtractor : IStreamingExtractor
{
    private readonly SpectrogramOptions _options;
    private readonly Feature _feature;

    /// <exception cref="ArgumentException">The window is longer than the transform.</exception>
    public SpectrogramExtractor(SpectrogramOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _feature) = (options, new(new(options.Stft), options));
        Names = [.. Enumerable.Range(0, _feature.Features).Select(bin => $"spectrum_{bin}")];
    }

    public IReadOnlyList<string> Names { get; }

    public int FrameCount(int samples) => _options.FrameCount(samples);

    /// <exception cref="ArgumentException">There is no sample, one is not finite, or the signal is shorter than a frame that is not centred.</exception>
    public FeatureMatrix Extract(ReadOnlySpan<float> samples)
    {
        using var values = SignalValues.Of(_feature, samples);
        return values.Rounded();
    }

    public FeatureStream OpenStream() => new(_feature);

    private sealed class Feature(Stft stft, SpectrogramOptions options) : SpectrumFeature(stft, stft.Bins)
    {
        private readonly SpectrumPower _power = new(stft, options.Power, options.Normalization);

        protected override void Compute(Workspace workspace, int frames, Span<double> values) =>
            TensorPrimitives.Multiply(_power.Unscaled(workspace.Spectra), _power.Scale, values);
    }
}
