using System.Numerics.Tensors;

namespace MlNetAudio.Dsp.Features;

/// <summary>Mono signal [samples] → the frames, ascending, in which something begins: peaks of its onset strength.</summary>
/// <remarks>
/// librosa.onset.onset_detect, util.peak_pick and onset_backtrack, with their arithmetic in single precision: whether a frame is a peak is a comparison. Frame t is at
/// sample t · hop. One instance serves any number of threads.
/// </remarks>
public sealed class OnsetDetector
{
    private const float SmallestNormal = 1.17549435e-38f;

    private readonly OnsetDetectorOptions _options;
    private readonly OnsetStrengthExtractor _strength;
    private readonly int _beforeInMaximum, _fromInMaximum, _beforeInMean, _fromInMean, _wait;

    /// <exception cref="ArgumentException">The frequencies of the strength are not 0 ≤ minimum &lt; maximum ≤ half the sample rate.</exception>
    public OnsetDetector(OnsetDetectorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _strength) = (options, new(options.Strength));
        int rate = options.Strength.SampleRateHz, hop = options.Strength.HopLength;
        _beforeInMaximum = options.FramesBeforeInMaximum ?? Frames(0.03);
        _fromInMaximum = options.FramesFromInMaximum ?? 1;
        _beforeInMean = options.FramesBeforeInMean ?? Frames(0.1);
        _fromInMean = options.FramesFromInMean ?? Frames(0.1) + 1;
        _wait = options.FramesToWait ?? Frames(0.03);

        // Whole hops in so many seconds, without the rounding of a division.
        int Frames(double seconds) => (int)Math.Round((seconds * rate - seconds * rate % hop) / hop);
    }

    /// <returns>Frames [onsets]; none for silence.</returns>
    /// <exception cref="ArgumentException">There is no sample, one is not finite, or the signal is shorter than a frame that is not padded.</exception>
    public int[] Detect(ReadOnlySpan<float> samples) => Detect(_strength.Extract(samples));

    /// <summary>strength [1, frames] → the frames of its peaks.</summary>
    /// <exception cref="ArgumentException">It has another number of rows.</exception>
    public int[] Detect(FeatureMatrix strength)
    {
        ArgumentNullException.ThrowIfNull(strength);
        if (strength.Features != 1) throw new ArgumentException($"Onsets are peaks of a strength [1, frames], got [{strength.Features}, {strength.Frames}].", nameof(strength));
        float[] envelope = [.. strength.Values];
        if (envelope.Length > 0 && _options.Normalized) Normalize(envelope);
        if (!envelope.AsSpan().ContainsAnyExcept(0f)) return [];
        int[] peaks = PickPeaks(envelope);
        return _options.Backtracked ? Backtrack(peaks, envelope) : peaks;
    }

    private static void Normalize(Span<float> envelope)
    {
        float smallest = TensorPrimitives.Min(envelope);
        TensorPrimitives.Subtract(envelope, smallest, envelope);
        TensorPrimitives.Divide(envelope, TensorPrimitives.Max(envelope) + SmallestNormal, envelope);
    }

    private int[] PickPeaks(ReadOnlySpan<float> envelope)
    {
        List<int> peaks = [];
        for (int frame = 0; frame < envelope.Length; frame++)
        {
            float value = envelope[frame];
            if (value < TensorPrimitives.Max(Around(envelope, frame, _beforeInMaximum, _fromInMaximum))) continue;
            if (!(value >= Mean(Around(envelope, frame, _beforeInMean, _fromInMean)) + (float)_options.Threshold)) continue;
            peaks.Add(frame);
            frame += _wait;
        }
        return [.. peaks];
    }

    private static ReadOnlySpan<float> Around(ReadOnlySpan<float> envelope, int frame, int before, int from) =>
        envelope[Math.Max(0, frame - before)..(int)Math.Min((long)frame + from, envelope.Length)];

    private static double Mean(ReadOnlySpan<float> values)
    {
        float sum = 0;
        foreach (float value in values) sum += value;
        return (double)sum / values.Length;
    }

    /// <summary>Each event's last minimum that is not behind it; frame 0 where there is none.</summary>
    private static int[] Backtrack(int[] events, ReadOnlySpan<float> energy)
    {
        int[] moved = new int[events.Length];
        for (int i = 0; i < events.Length; i++)
            for (int frame = Math.Min(events[i], energy.Length - 2); frame > 0 && moved[i] == 0; frame--)
                if (energy[frame] <= energy[frame - 1] && energy[frame] < energy[frame + 1]) moved[i] = frame;
        return moved;
    }
}
