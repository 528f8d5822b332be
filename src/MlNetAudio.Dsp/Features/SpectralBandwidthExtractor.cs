using System.Numerics;
using System.Runtime.InteropServices;
using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>Mono signal [samples] → spectral bandwidth [1, frames] in Hz: (Σ |X|·|f − centroid|^p)^(1/p), the magnitudes scaled to sum 1; 0 for a silent frame.</summary>
/// <remarks>librosa.feature.spectral_bandwidth. One instance serves any number of threads.</remarks>
public sealed class SpectralBandwidthExtractor : IStreamingExtractor
{
    private readonly Feature _feature;

    public SpectralBandwidthExtractor(SpectralBandwidthOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _feature = new(new(options.Stft), SpectralBins.Hertz(options.SampleRateHz, options.FftLength), options.Exponent, options.Normalized);
    }

    public IReadOnlyList<string> Names { get; } = ["spectral_bandwidth"];

    public int FrameCount(int samples) => _feature.Frames.Count(samples);

    public FeatureMatrix Extract(ReadOnlySpan<float> samples) => _feature.ExtractRounded(samples);

    public FeatureStream OpenStream() => new(_feature);

    private sealed class Feature(Stft stft, double[] hertz, double exponent, bool normalized) : SpectrumFeature(stft, 1)
    {
        protected override void Compute(Workspace workspace, int frames, Span<double> values)
        {
            Span<double> sums = stackalloc double[Stft.Lanes], centroids = stackalloc double[Stft.Lanes], moments = stackalloc double[Stft.Lanes];
            ReadOnlySpan<double> magnitude = workspace.Spectra.Magnitude();
            SpectralCentroidExtractor.Compute(hertz, magnitude, sums, centroids);
            if (exponent == 2) SecondMoment(magnitude, centroids, moments);
            else Moment(magnitude, centroids, moments);
            for (int frame = 0; frame < frames; frame++)
            {
                double moment = normalized ? moments[frame] / sums[frame] : moments[frame];
                values[frame] = exponent == 2 ? Math.Sqrt(moment) : Math.Pow(moment, 1 / exponent);
            }
        }

        private void SecondMoment(ReadOnlySpan<double> magnitude, ReadOnlySpan<double> centroids, Span<double> moments)
        {
            var vectors = MemoryMarshal.Cast<double, Vector<double>>(magnitude);
            var centres = MemoryMarshal.Cast<double, Vector<double>>(centroids);
            var results = MemoryMarshal.Cast<double, Vector<double>>(moments);
            for (int part = 0; part < results.Length; part++)
            {
                Vector<double> sum = Vector<double>.Zero, centre = centres[part];
                for (int bin = 0; bin < hertz.Length; bin++)
                {
                    var deviation = new Vector<double>(hertz[bin]) - centre;
                    sum += vectors[bin * results.Length + part] * (deviation * deviation);
                }
                results[part] = sum;
            }
        }

        private void Moment(ReadOnlySpan<double> magnitude, ReadOnlySpan<double> centroids, Span<double> moments)
        {
            moments.Clear();
            for (int bin = 0; bin < hertz.Length; bin++)
                for (int lane = 0; lane < Stft.Lanes; lane++)
                    moments[lane] += magnitude[bin * Stft.Lanes + lane] * Math.Pow(Math.Abs(hertz[bin] - centroids[lane]), exponent);
        }
    }
}
