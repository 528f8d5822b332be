using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>
/// Mono signal [samples] → zero-crossing rate [1, frames] of centred frames, 0..1: changes of sign within the frame / frameLength. A sample is negative
/// below −1e-10, zero being positive; the frame's first sample never counts, and beyond both ends the edge sample stands.
/// </summary>
/// <remarks>librosa.feature.zero_crossing_rate. One instance serves any number of threads.</remarks>
public sealed class ZcrExtractor
{
    /// <summary>Samples of at most this magnitude count as zero.</summary>
    private const double Threshold = 1e-10;

    private readonly FrameGrid _frames;

    public ZcrExtractor(ZcrOptions options)
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
        int[] crossingsUpTo = new int[samples.Length];   // [n]: changes of sign from sample 0 to sample n
        for (int n = 1; n < samples.Length; n++)
            crossingsUpTo[n] = crossingsUpTo[n - 1] + (samples[n - 1] < -Threshold != samples[n] < -Threshold ? 1 : 0);

        double[] values = new double[_frames.Count(samples.Length)];
        for (int frame = 0; frame < values.Length; frame++)
        {
            var (first, end) = _frames.Clip(frame, samples.Length);
            values[frame] = first == end ? 0 : (double)(crossingsUpTo[end - 1] - crossingsUpTo[first]) / _frames.FrameLength;
        }
        return values;
    }
}
