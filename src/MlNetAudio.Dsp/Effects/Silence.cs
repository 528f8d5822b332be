using MlNetAudio.Dsp.Features;

namespace MlNetAudio.Dsp.Effects;

/// <summary>Finds where a mono signal is not silent. Borders lie on multiples of the hop, the last one at the end of the signal.</summary>
/// <remarks>librosa.effects.trim and split; a signal of nothing but zeros is silent here, where librosa keeps all of it.</remarks>
public static class Silence
{
    /// <summary>RMS below this counts as this: −100 dB.</summary>
    private const double MinimumRms = 1e-5;

    /// <summary>From the first sound to the last one; empty where there is none. Cut with <c>samples[range]</c>.</summary>
    /// <exception cref="ArgumentException">There is no sample, or one is not finite.</exception>
    public static Range Trim(ReadOnlySpan<float> samples, SilenceOptions? options = null) =>
        Split(samples, options) is [var first, ..] sounds ? first.Start..sounds[^1].End : 0..0;

    /// <summary>Every stretch that is not silent, in order.</summary>
    /// <exception cref="ArgumentException">There is no sample, or one is not finite.</exception>
    public static IReadOnlyList<Range> Split(ReadOnlySpan<float> samples, SilenceOptions? options = null)
    {
        options ??= new();
        double[] rms = new RmsExtractor(new() { FrameLength = options.FrameLength, HopLength = options.HopLength }).ExtractDoubles(samples);
        double loudest = rms.Max();
        List<Range> sounds = [];
        if (loudest == 0) return sounds;

        double threshold = 20 * Math.Log10(Math.Max(MinimumRms, loudest)) - options.TopDecibels;
        int length = samples.Length, start = -1;
        for (int frame = 0; frame <= rms.Length; frame++)
        {
            bool sound = frame < rms.Length && 20 * Math.Log10(Math.Max(MinimumRms, rms[frame])) > threshold;
            if (sound && start < 0) start = frame;
            if (sound || start < 0) continue;
            sounds.Add(SampleOf(start)..SampleOf(frame));
            start = -1;
        }
        return sounds;

        int SampleOf(int frame) => (int)Math.Min(length, (long)frame * options.HopLength);
    }
}
