namespace MlNetAudio.Datasets.Augmentation;

/// <summary>
/// Changes standardised spectrograms as <see cref="SpectrogramAugmentation"/> says, in place. What happens follows from the seed, the epoch, the example and the repeat alone. Any number of threads may
/// use one instance.
/// </summary>
public sealed class SpectrogramAugmenter(SpectrogramAugmentation options, int seed)
{
    /// <summary>Where it is the same, every spectrogram is changed in the same way.</summary>
    public string Fingerprint { get; } = FormattableString.Invariant($"{options.Text()}, seed {seed}");

    /// <param name="spectrogram">[bands, frames], row-major, standardised: 0 is the mean.</param>
    /// <param name="epoch">Counted from 1.</param>
    /// <param name="repeat">Tells several uses of one example in one epoch apart.</param>
    /// <param name="ownFrames">Frames that are the clip's, the rest being padding that is left alone; 0: all.</param>
    /// <exception cref="ArgumentException">The spectrogram does not have whole bands, or fewer frames than are said to be its own.</exception>
    public void Apply(Span<float> spectrogram, int bands, int epoch, int index, int repeat = 0, int ownFrames = 0)
    {
        if (bands <= 0 || spectrogram.Length % bands != 0) throw new ArgumentException($"{spectrogram.Length} values are no spectrogram of {bands} bands.", nameof(spectrogram));
        int width = spectrogram.Length / bands, frames = ownFrames == 0 ? width : ownFrames;
        if (frames < 0 || frames > width) throw new ArgumentException($"A spectrogram of {width} frames has no {ownFrames} of its own.", nameof(ownFrames));
        if (frames == 0) return;

        var roll = new DrawSequence(seed, DrawUse.TimeRoll, epoch, index, repeat);
        if (roll.Chance(options.TimeRollProbability)) Roll(spectrogram, width, frames, Either(ref roll, (int)(options.MaximumTimeRoll * frames)));
        var shift = new DrawSequence(seed, DrawUse.FrequencyShift, epoch, index, repeat);
        if (shift.Chance(options.FrequencyShiftProbability)) Shift(spectrogram, width, frames, bands, Either(ref shift, Math.Min(options.MaximumFrequencyShift, bands)));

        var masks = new DrawSequence(seed, DrawUse.FrequencyMasks, epoch, index, repeat);
        for (int i = 0; i < options.FrequencyMasks; i++)
        {
            var (start, count) = Mask(ref masks, options.MaximumFrequencyMask, bands);
            for (int band = start; band < start + count; band++) spectrogram.Slice(band * width, frames).Clear();
        }
        masks = new(seed, DrawUse.TimeMasks, epoch, index, repeat);
        for (int i = 0; i < options.TimeMasks; i++)
        {
            var (start, count) = Mask(ref masks, options.MaximumTimeMask, frames);
            for (int band = 0; band < bands; band++) spectrogram.Slice(band * width + start, count).Clear();
        }
    }

    /// <summary>−most..most.</summary>
    private static int Either(ref DrawSequence draws, int most) => draws.Below(2 * most + 1) - most;

    private static (int Start, int Count) Mask(ref DrawSequence draws, double maximum, int length)
    {
        int count = draws.Below((int)(maximum * length) + 1);
        return (draws.Below(length - count + 1), count);
    }

    /// <summary>Each band's own frames, turned by the offset.</summary>
    private static void Roll(Span<float> spectrogram, int width, int frames, int offset)
    {
        int cut = (frames - offset) % frames;   // frames cut.. come first
        if (cut == 0) return;
        for (int start = 0; start < spectrogram.Length; start += width)
        {
            var row = spectrogram.Slice(start, frames);
            row[..cut].Reverse();
            row[cut..].Reverse();
            row.Reverse();
        }
    }

    /// <summary>Each band's own frames go so many bands up, where that is above 0, or down; bands of 0 come in.</summary>
    private static void Shift(Span<float> spectrogram, int width, int frames, int bands, int offset)
    {
        int step = offset > 0 ? -1 : 1;   // from the end that moves out, so that no band is overwritten before it has moved
        for (int i = 0, band = offset > 0 ? bands - 1 : 0; i < bands; i++, band += step)
        {
            var row = spectrogram.Slice(band * width, frames);
            if (band - offset >= 0 && band - offset < bands) spectrogram.Slice((band - offset) * width, frames).CopyTo(row);
            else row.Clear();
        }
    }
}
