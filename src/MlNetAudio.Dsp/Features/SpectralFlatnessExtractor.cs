using System.Numerics.Tensors;
using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>Mono signal [samples] → spectral flatness [1, frames], 0..1: geometric / arithmetic mean of max(minimum, |X|^exponent); 1 for silence, near 0 for a tone.</summary>
/// <remarks>librosa.feature.spectral_flatness. One instance serves any number of threads.</remarks>
public sealed class SpectralFlatnessExtractor : IStreamingExtractor
{
    private readonly Feature _feature;

    public SpectralFlatnessExtractor(SpectralFlatnessOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _feature = new(new(options.Stft), options.MinimumPower, options.Exponent);
    }

    public IReadOnlyList<string> Names { get; } = ["spectral_flatness"];

    public int FrameCount(int samples) => _feature.Frames.Count(samples);

    public FeatureMatrix Extract(ReadOnlySpan<float> samples) => _feature.ExtractRounded(samples);

    public FeatureStream OpenStream() => new(_feature);

    private sealed class Feature(Stft stft, double minimum, double exponent) : SpectrumFeature(stft, 1)
    {
        protected override void Compute(Workspace workspace, int frames, Span<double> values)
        {
            Span<double> sums = stackalloc double[Stft.Lanes], logarithms = stackalloc double[Stft.Lanes];
            var powers = exponent == 2 ? workspace.Spectra.Power() : workspace.Spectra.Magnitude();
            if (exponent is not (1 or 2)) TensorPrimitives.Pow(powers, exponent, powers);
            TensorPrimitives.Max(powers, minimum, powers);
            SpectralBins.Sum(powers, sums);
            TensorPrimitives.Log(powers, powers);
            SpectralBins.Sum(powers, logarithms);
            for (int frame = 0; frame < frames; frame++) values[frame] = Math.Exp(logarithms[frame] / Stft.Bins) / (sums[frame] / Stft.Bins);
        }
    }
}
