using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>Mono signal [samples] → roll-off frequency [1, frames] in Hz: that of the first bin up to which at least the fraction of Σ |X| lies; 0 for a silent frame.</summary>
/// <remarks>
/// librosa.feature.spectral_rolloff, with its sums in single precision: which bin is the first one hangs on their rounding. One instance serves any number of threads.
/// </remarks>
public sealed class SpectralRolloffExtractor : IStreamingExtractor
{
    private readonly Feature _feature;

    public SpectralRolloffExtractor(SpectralRolloffOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _feature = new(new(options.Stft), SpectralBins.Hertz(options.SampleRateHz, options.FftLength), (float)options.Fraction);
    }

    public IReadOnlyList<string> Names { get; } = ["spectral_rolloff"];

    public int FrameCount(int samples) => _feature.Frames.Count(samples);

    public FeatureMatrix Extract(ReadOnlySpan<float> samples) => _feature.ExtractRounded(samples);

    public FeatureStream OpenStream() => new(_feature);

    private sealed class Feature(Stft stft, double[] hertz, float fraction) : SpectrumFeature(stft, 1)
    {
        protected override void Compute(Workspace workspace, int frames, Span<double> values)
        {
            float[] rented = ArrayPool<float>.Shared.Rent(hertz.Length * Stft.Lanes);
            Span<float> magnitude = rented.AsSpan(0, hertz.Length * Stft.Lanes);
            TensorPrimitives.ConvertTruncating<double, float>(workspace.Spectra.Magnitude(), magnitude);

            var sums = MemoryMarshal.Cast<float, Vector256<float>>(magnitude);   // a vector is a bin of all lanes
            for (int bin = 1; bin < sums.Length; bin++) sums[bin] += sums[bin - 1];
            var threshold = sums[^1] * fraction;
            var below = Vector256<int>.Zero;   // bins below the threshold, negative; the sums never fall
            foreach (var sum in sums) below += Vector256.LessThan(sum, threshold).AsInt32();
            for (int frame = 0; frame < frames; frame++) values[frame] = hertz[-below[frame]];
            ArrayPool<float>.Shared.Return(rented);
        }
    }
}
