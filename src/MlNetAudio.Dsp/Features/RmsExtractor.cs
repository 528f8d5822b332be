using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>Mono signal [samples] → root mean square [1, frames] of centred frames: √(Σ x² / frameLength), zeros counting beyond both ends.</summary>
/// <remarks>librosa.feature.rms. One instance serves any number of threads.</remarks>
public sealed class RmsExtractor
{
    private readonly FrameGrid _frames;

    public RmsExtractor(RmsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _frames = new(options.FrameLength, options.HopLength);
    }

    /// <exception cref="ArgumentException">There is no sample, or one is not finite.</exception>
    public FeatureMatrix Extract(ReadOnlySpan<float> samples) => FeatureMatrix.Rounded(1, ExtractDoubles(samples));

    /// <summary>[frames] without rounding to single precision: what the statistics, and the graph of an exported model, are computed from.</summary>
    internal double[] ExtractDoubles(ReadOnlySpan<float> samples)
    {
        Signal.Check(samples);
        double[] values = new double[_frames.Count(samples.Length)];
        for (int frame = 0; frame < values.Length; frame++)
        {
            var (first, end) = _frames.Clip(frame, samples.Length);
            values[frame] = Math.Sqrt(SumOfSquares(samples[first..end]) / _frames.FrameLength);
        }
        return values;
    }

    /// <summary>In four partial sums: the same on every machine, and not bound by the latency of one addition after the other.</summary>
    private static double SumOfSquares(ReadOnlySpan<float> samples)
    {
        double sum0 = 0, sum1 = 0, sum2 = 0, sum3 = 0;
        int n = 0;
        for (; n + 4 <= samples.Length; n += 4)
        {
            double a = samples[n], b = samples[n + 1], c = samples[n + 2], d = samples[n + 3];
            sum0 += a * a;
            sum1 += b * b;
            sum2 += c * c;
            sum3 += d * d;
        }
        for (; n < samples.Length; n++) sum0 += (double)samples[n] * samples[n];
        return sum0 + sum1 + (sum2 + sum3);
    }
}
