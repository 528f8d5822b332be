using MlNetAudio.Datasets.Augmentation;

namespace MlNetAudio.Tests.Datasets.Augmentation;

public class SpectrogramAugmenterTests
{
    private const int Bands = 10, Frames = 40;

    [Fact]
    public void Nothing_happens_by_default()
    {
        Assert.Equal(Spectrogram(), Apply(SpectrogramAugmentation.None, 1, 0));
        Assert.True(SpectrogramAugmentation.None.IsNone);
    }

    [Fact]
    public void Masks_are_zero_across_the_other_axis_and_no_wider_than_their_maximum()
    {
        int widest = 0;
        for (int i = 0; i < 200; i++)
        {
            float[] time = Apply(new() { TimeMasks = 1, MaximumTimeMask = 0.25 }, 1, i), frequency = Apply(new() { FrequencyMasks = 1, MaximumFrequencyMask = 0.5 }, 1, i);
            int[] frames = [.. Enumerable.Range(0, Frames).Where(frame => Enumerable.Range(0, Bands).All(band => time[band * Frames + frame] == 0))];
            int[] bands = [.. Enumerable.Range(0, Bands).Where(band => frequency.AsSpan(band * Frames, Frames).IndexOfAnyExcept(0) < 0)];

            Assert.Equal(Bands * frames.Length, time.Count(value => value == 0));
            Assert.Equal(Frames * bands.Length, frequency.Count(value => value == 0));
            if (frames.Length > 0) Assert.Equal(frames.Length, frames[^1] - frames[0] + 1);
            Assert.InRange(frames.Length, 0, 10);
            Assert.InRange(bands.Length, 0, 5);
            widest = Math.Max(widest, frames.Length);
        }
        Assert.Equal(10, widest);
    }

    [Fact]
    public void Padding_is_left_alone()
    {
        var all = new SpectrogramAugmentation { TimeMasks = 2, FrequencyMasks = 2, TimeRollProbability = 1, FrequencyShiftProbability = 1 };
        for (int i = 0; i < 50; i++)
        {
            float[] changed = Spectrogram(), whole = Spectrogram();

            new SpectrogramAugmenter(all, seed: 1).Apply(changed, Bands, 1, i, ownFrames: 30);

            for (int band = 0; band < Bands; band++) Assert.Equal(whole.AsSpan(band * Frames + 30, 10), changed.AsSpan(band * Frames + 30, 10));
        }
    }

    [Fact]
    public void A_roll_turns_every_band_by_the_same_frames()
    {
        float[] rolled = Apply(new() { TimeRollProbability = 1, MaximumTimeRoll = 0.5 }, 2, 3), whole = Spectrogram();
        int offset = Enumerable.Range(0, Frames).Single(by => rolled[by] == whole[0]);

        Assert.NotEqual(0, offset);
        for (int band = 0; band < Bands; band++)
            for (int frame = 0; frame < Frames; frame++) Assert.Equal(whole[band * Frames + frame], rolled[band * Frames + (frame + offset) % Frames]);
    }

    [Fact]
    public void A_shift_moves_bands_up_or_down_and_lets_zeros_in()
    {
        var seen = new HashSet<int>();
        for (int i = 0; i < 40; i++)
        {
            float[] shifted = Apply(new() { FrequencyShiftProbability = 1, MaximumFrequencyShift = 2 }, 1, i), whole = Spectrogram();
            int offset = Enumerable.Range(-2, 5).Single(by => Enumerable.Range(0, Bands).All(band => shifted[band * Frames] == (band - by is >= 0 and < Bands ? whole[(band - by) * Frames] : 0)));
            seen.Add(offset);
        }
        Assert.Equal(5, seen.Count);
    }

    [Fact]
    public void What_happens_follows_from_seed_epoch_example_and_repeat_alone()
    {
        var options = SpectrogramAugmentation.Default;

        Assert.Equal(Apply(options, 2, 7), Apply(options, 2, 7));
        Assert.True(Enumerable.Range(0, 20).Select(i => Apply(options, 1 + i % 2, i / 2)).DistinctBy(values => string.Join(',', values)).Count() > 15);
        Assert.NotEqual(Apply(options, 2, 7), Apply(options, 2, 7, seed: 2));
    }

    /// <summary>1, 2, 3 …: every value its own.</summary>
    private static float[] Spectrogram() => [.. Enumerable.Range(1, Bands * Frames).Select(i => (float)i)];

    private static float[] Apply(SpectrogramAugmentation options, int epoch, int index, int seed = 1)
    {
        float[] spectrogram = Spectrogram();
        new SpectrogramAugmenter(options, seed).Apply(spectrogram, Bands, epoch, index);
        return spectrogram;
    }
}
