using MlNetAudio.Datasets.Augmentation;
using MlNetAudio.Dsp.Effects;
using MlNetAudio.Dsp.Io;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Datasets.Augmentation;

public class WaveformAugmenterTests
{
    private const int Rate = 8000;

    private static readonly float[] Clip = Some.Sine(440, Rate, Rate, amplitude: 0.5);

    private static readonly WaveformAugmentation Everything = new()
    {
        NoiseProbability = 0.5,
        GainProbability = 0.5,
        ShiftProbability = 0.5,
        StretchProbability = 0.5,
        PitchProbability = 0.5,
    };

    [Fact]
    public void Nothing_happens_by_default()
    {
        Assert.Equal(Clip, Apply(WaveformAugmentation.None, 1, 0));
        Assert.True(WaveformAugmentation.None.IsNone);
        Assert.False(WaveformAugmentation.Light.IsNone);
    }

    [Fact]
    public void What_happens_follows_from_seed_epoch_example_and_repeat_alone()
    {
        var one = new WaveformAugmenter(Everything, Rate, seed: 1);
        float[][] first = [.. Enumerable.Range(0, 30).Select(i => Apply(one, epoch: 1 + i % 3, index: i / 3))];
        float[][] again = new float[30][];

        Parallel.For(0, 30, i => again[29 - i] = Apply(one, epoch: 1 + (29 - i) % 3, index: (29 - i) / 3));   // another order, other threads

        Assert.Equal(first, again);
        Assert.Equal(first[7], Apply(new WaveformAugmenter(Everything, Rate, seed: 1), epoch: 2, index: 2));
        Assert.True(first.DistinctBy(clip => clip.Sum()).Count() > 20);
        Assert.NotEqual(Apply(one, 1, 4, repeat: 1), Apply(one, 1, 4));
        Assert.NotEqual(Apply(new WaveformAugmenter(Everything, Rate, seed: 2), 1, 4), Apply(one, 1, 4));
    }

    [Fact]
    public void One_effect_does_not_change_the_draws_of_another()
    {
        var gain = new WaveformAugmentation { GainProbability = 0.5 };

        float[][] alone = [.. Enumerable.Range(0, 20).Select(i => Apply(gain, 1, i))];
        float[][] shifted = [.. Enumerable.Range(0, 20).Select(i => Apply(gain with { ShiftProbability = 1, ShiftWraps = true }, 1, i))];

        Assert.All(alone.Zip(shifted), pair => Assert.Equal(Level.Peak(pair.First), Level.Peak(pair.Second), 1e-6));
    }

    [Fact]
    public void A_crop_takes_another_part_of_a_longer_clip_in_every_epoch()
    {
        float[] clip = [.. Enumerable.Range(1, 100).Select(n => (float)n)], cropped = new float[100];
        var augmenter = new WaveformAugmenter(new() { CropsAnywhere = true }, Rate, seed: 1);

        var starts = Enumerable.Range(1, 300).Select(epoch =>
        {
            int own = augmenter.Apply(clip, epoch, 0, 0, cropped, cropLength: 98);
            Assert.Equal(98, own);
            Assert.Equal(Enumerable.Range((int)cropped[0], 98).Select(n => (float)n), cropped.Take(98));
            return cropped[0];
        }).ToHashSet();

        Assert.Equal([1, 2, 3], starts.Order());
        augmenter.Apply(clip, 1, 0, 0, cropped, cropLength: 100);
        Assert.Equal(clip, cropped);
    }

    [Theory, InlineData(AugmentationNoise.White), InlineData(AugmentationNoise.Pink), InlineData(AugmentationNoise.Brown), InlineData(AugmentationNoise.AnyColor)]
    public void Noise_has_the_ratio_that_was_asked_for(AugmentationNoise noise)
    {
        var options = new WaveformAugmentation { NoiseProbability = 1, Noise = noise, MinimumSnrDecibels = 12, MaximumSnrDecibels = 12 };

        float[] added = [.. Apply(options, 3, 5).Zip(Clip, (noisy, clean) => noisy - clean)];

        Assert.Equal(12, 20 * Math.Log10(Level.Rms(Clip) / Level.Rms(added)), 1e-3);
    }

    [Fact]
    public void Ratios_gains_and_shifts_fill_their_ranges()
    {
        double[] gains = [.. Enumerable.Range(0, 200).Select(i => 20 * Math.Log10(Level.Peak(Apply(new() { GainProbability = 1 }, 1, i)) / Level.Peak(Clip)))];
        int[] shifts = [.. Enumerable.Range(0, 200).Select(i => Shift(i))];

        Assert.All(gains, gain => Assert.InRange(gain, -6.001, 6.001));
        Assert.True(gains.Min() < -5.5 && gains.Max() > 5.5);
        Assert.All(shifts, shift => Assert.InRange(shift, -800, 800));
        Assert.True(shifts.Min() < -700 && shifts.Max() > 700);

        static int Shift(int index)
        {
            float[] pulse = new float[Rate];
            pulse[4000] = 1;
            float[] moved = new float[Rate];
            int own = new WaveformAugmenter(new() { ShiftProbability = 1 }, Rate, seed: 1).Apply(pulse, 1, index, 0, moved);
            int shift = Array.IndexOf(moved, 1f) - 4000;
            Assert.Equal(Math.Min(Rate, Rate + shift), own);
            return shift;
        }
    }

    [Fact]
    public void A_shift_that_wraps_loses_nothing()
    {
        float[] moved = Apply(new() { ShiftProbability = 1, ShiftWraps = true, MaximumShiftSeconds = 3 }, 2, 9);

        Assert.Equal(Clip.Order(), moved.Order());
    }

    [Theory, InlineData(0.5, 8000), InlineData(2, 4000)]
    public void A_stretched_clip_is_cut_where_it_is_longer_and_silent_behind_its_end(double rate, int own)
    {
        var options = new WaveformAugmentation { StretchProbability = 1, MinimumStretchRate = rate, MaximumStretchRate = rate };
        float[] stretched = new float[Rate];

        int count = new WaveformAugmenter(options, Rate, seed: 1).Apply(Clip, 1, 0, 0, stretched);

        Assert.Equal(own, count);
        Assert.All(stretched[own..], sample => Assert.Equal(0, sample));
        Assert.Equal(new TimeStretch(rate).Apply(Clip)[..own], stretched[..own]);
    }

    [Fact]
    public void Pitch_is_shifted_as_the_effect_does()
    {
        Assert.Equal(new PitchShift(3).Apply(Clip), Apply(new() { PitchProbability = 1, MinimumPitchSemitones = 3, MaximumPitchSemitones = 3 }, 1, 0));
    }

    [Fact]
    public void Recordings_of_noise_are_mixed_in_and_part_of_the_fingerprint()
    {
        using var folder = new TemporaryFolder().With("deep/readme.txt", "no audio");
        WavWriter.Write(folder.At("deep", "hum.wav"), new AudioClip(Rate, Some.Sine(48, Rate, 1000, amplitude: 0.3)));
        var options = new WaveformAugmentation { NoiseProbability = 1, Noise = AugmentationNoise.Recordings, NoiseFolder = folder.Root, MinimumSnrDecibels = 6, MaximumSnrDecibels = 6 };
        var augmenter = new WaveformAugmenter(options, Rate, seed: 1);
        string before = augmenter.Fingerprint;

        float[] added = [.. Apply(augmenter, 1, 0).Zip(Clip, (noisy, clean) => noisy - clean)];
        WavWriter.Write(folder.At("more.wav"), new AudioClip(Rate, Some.Sine(60, Rate, 1000)));

        Assert.Equal(6, 20 * Math.Log10(Level.Rms(Clip) / Level.Rms(added)), 0.01);      // eight times the noise, whose level does not depend on where it begins
        Assert.Equal(added[..1000], added[1000..2000], (a, b) => Math.Abs(a - b) < 1e-6f);
        Assert.NotEqual(before, new WaveformAugmenter(options, Rate, seed: 1).Fingerprint);
    }

    [Fact]
    public void Silence_and_nothing_stay_what_they_are()
    {
        var augmenter = new WaveformAugmenter(Everything with { NoiseProbability = 1 }, Rate, seed: 1);
        float[] output = [1, 2, 3];

        Assert.All(Apply(augmenter, new float[Rate], 1, 0), sample => Assert.Equal(0, sample));
        Assert.Equal(0, augmenter.Apply([], 1, 0, 0, output));
        Assert.Equal([0, 0, 0], output);
    }

    public static TheoryData<Func<object>, string> Wrong => new()
    {
        { () => new WaveformAugmentation { NoiseProbability = 1.5 }, "NoiseProbability must be between 0 and 1, got 1.5." },
        { () => new WaveformAugmentation { MinimumStretchRate = 0 }, "MinimumStretchRate must be between 0.25 and 4, got 0." },
        { () => new WaveformAugmenter(new() { MinimumGainDecibels = 9 }, Rate, 1), "MinimumGainDecibels must not be above MaximumGainDecibels, got 9 and 6." },
        { () => new WaveformAugmenter(new() { Noise = AugmentationNoise.Recordings }, Rate, 1), "Noise is Recordings and NoiseFolder is ''; a folder goes with Recordings, and only with it." },
        { () => new WaveformAugmenter(new() { NoiseProbability = 1, Noise = AugmentationNoise.Recordings, NoiseFolder = "/no/such" }, Rate, 1), "NoiseFolder '/no/such' is no folder; name one with recordings of noise." },
        { () => new SpectrogramAugmentation { TimeMasks = -1 }, "TimeMasks must be between 0 and 1000, got -1." },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void A_wrong_option_is_refused_by_name(Func<object> options, string message)
    {
        Assert.Equal(message, Assert.ThrowsAny<ArgumentException>(options).Message);
    }

    [Fact]
    public void Options_are_of_types_that_a_configuration_file_can_set()
    {
        Type[] allowed = [typeof(int), typeof(double), typeof(float), typeof(bool), typeof(string)];
        foreach (var type in (Type[])[typeof(WaveformAugmentation), typeof(SpectrogramAugmentation)])
            Assert.All(type.GetProperties().Where(property => property.CanWrite), property => Assert.True(property.PropertyType.IsEnum || allowed.Contains(property.PropertyType), property.Name));
    }

    private static float[] Apply(WaveformAugmentation options, int epoch, int index) => Apply(new WaveformAugmenter(options, Rate, seed: 1), epoch, index);

    private static float[] Apply(WaveformAugmenter augmenter, int epoch, int index, int repeat = 0) => Apply(augmenter, Clip, epoch, index, repeat);

    private static float[] Apply(WaveformAugmenter augmenter, float[] clip, int epoch, int index, int repeat = 0)
    {
        float[] output = new float[Rate];
        augmenter.Apply(clip, epoch, index, repeat, output);
        return output;
    }
}
