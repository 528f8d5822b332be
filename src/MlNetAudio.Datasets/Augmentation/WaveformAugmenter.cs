using System.Buffers;
using MlNetAudio.Dsp.Effects;

namespace MlNetAudio.Datasets.Augmentation;

/// <summary>
/// Changes recordings as <see cref="WaveformAugmentation"/> says. What happens to a clip follows from the seed, the epoch, the example and the repeat alone, so a run can go on anywhere. Any number of
/// threads may use one instance.
/// </summary>
public sealed class WaveformAugmenter
{
    /// <summary>Rates and pitches are drawn from so many values of their range: each has tables that are worth keeping.</summary>
    private const int Steps = 15;

    private readonly WaveformAugmentation _options;
    private readonly NoiseBank? _noise;
    private readonly Lazy<TimeStretch>[] _stretches;
    private readonly Lazy<PitchShift>[] _pitches;
    private readonly int _seed, _maximumShift;

    /// <exception cref="ArgumentException">Two options contradict each other, or the folder of noise is not there or empty.</exception>
    public WaveformAugmenter(WaveformAugmentation options, int sampleRateHz, int seed)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRateHz);
        options.Check();
        (_options, _seed) = (options, seed);
        _maximumShift = (int)Math.Min(options.MaximumShiftSeconds * sampleRateHz, int.MaxValue / 2);
        _noise = options.NoiseProbability > 0 ? new(options, sampleRateHz, seed) : null;
        _stretches = [.. Values(options.MinimumStretchRate, options.MaximumStretchRate).Select(rate => new Lazy<TimeStretch>(() => new(rate)))];
        _pitches = [.. Values(options.MinimumPitchSemitones, options.MaximumPitchSemitones).Select(semitones => new Lazy<PitchShift>(() => new(semitones)))];
        Fingerprint = FormattableString.Invariant($"{options.Text()}, {sampleRateHz} Hz, seed {seed}{(_noise is null ? "" : $", noise {_noise.Fingerprint}")}");
    }

    /// <summary>Where it is the same, every clip is changed in the same way.</summary>
    public string Fingerprint { get; }

    /// <summary>samples [n] → destination [m]: the changed clip, cut where it is longer, silent behind its end.</summary>
    /// <param name="epoch">Counted from 1.</param>
    /// <param name="repeat">Tells several uses of one example in one epoch apart.</param>
    /// <param name="cropLength">Samples that <see cref="WaveformAugmentation.CropsAnywhere"/> leaves of a longer clip.</param>
    /// <returns>How many samples of the destination are the clip's, from its beginning; the rest is silence.</returns>
    /// <exception cref="ArgumentException">A sample is not finite.</exception>
    /// <exception cref="Dsp.Io.AudioFileException">A recording of noise cannot be read.</exception>
    public int Apply(ReadOnlySpan<float> samples, int epoch, int index, int repeat, Span<float> destination, int cropLength = int.MaxValue)
    {
        if (samples.IsEmpty)
        {
            destination.Clear();
            return 0;
        }
        DrawSequence stretch = new(_seed, DrawUse.Stretch, epoch, index, repeat), pitch = new(_seed, DrawUse.Pitch, epoch, index, repeat);
        float[]? rented = null;
        var clip = samples;
        if (stretch.Chance(_options.StretchProbability))
        {
            var effect = _stretches[stretch.Below(Steps)].Value;
            int length = effect.OutputLength(samples.Length);
            rented = ArrayPool<float>.Shared.Rent(length);
            effect.Apply(samples, rented.AsMemory(0, length));
            clip = rented.AsSpan(0, length);
        }
        if (!clip.IsEmpty && pitch.Chance(_options.PitchProbability)) clip = _pitches[pitch.Below(Steps)].Value.Apply(clip);
        if (_options.CropsAnywhere && clip.Length > cropLength) clip = clip.Slice(new DrawSequence(_seed, DrawUse.Crop, epoch, index, repeat).Below(clip.Length - cropLength + 1), cropLength);
        int own = Place(clip, new(_seed, DrawUse.Shift, epoch, index, repeat), destination);
        if (rented is not null) ArrayPool<float>.Shared.Return(rented);

        var gain = new DrawSequence(_seed, DrawUse.Gain, epoch, index, repeat);
        if (gain.Chance(_options.GainProbability)) ScaledSum.Scale(destination[..own], (float)Math.Pow(10, gain.Between(_options.MinimumGainDecibels, _options.MaximumGainDecibels) / 20));
        var noise = new DrawSequence(_seed, DrawUse.Noise, epoch, index, repeat);
        if (noise.Chance(_options.NoiseProbability)) _noise!.Mix(destination[..own], noise.Between(_options.MinimumSnrDecibels, _options.MaximumSnrDecibels), ref noise);
        return own;
    }

    /// <summary>The clip where its shift puts it.</summary>
    /// <returns>Where it ends.</returns>
    private int Place(ReadOnlySpan<float> clip, DrawSequence draws, Span<float> destination)
    {
        int offset = draws.Chance(_options.ShiftProbability) ? draws.Below(2 * _maximumShift + 1) - _maximumShift : 0, kept = Math.Min(clip.Length, destination.Length);
        destination.Clear();
        if (!_options.ShiftWraps)
        {
            int from = Math.Min(Math.Max(0, -offset), clip.Length), to = Math.Min(Math.Max(0, offset), destination.Length), count = Math.Min(clip.Length - from, destination.Length - to);
            clip.Slice(from, count).CopyTo(destination[to..]);
            return to + count;
        }
        if (kept == 0) return 0;
        int start = (offset % kept + kept) % kept;
        clip[..(kept - start)].CopyTo(destination[start..]);
        clip[(kept - start)..kept].CopyTo(destination);
        return kept;
    }

    private static IEnumerable<double> Values(double minimum, double maximum) => Enumerable.Range(0, Steps).Select(i => minimum + (maximum - minimum) * i / (Steps - 1));
}
