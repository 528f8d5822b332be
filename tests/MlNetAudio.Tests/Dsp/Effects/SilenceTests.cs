using MlNetAudio.Dsp.Effects;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Effects;

public class SilenceTests
{
    private static readonly SilenceOptions FrameByFrame = new() { TopDecibels = 40, FrameLength = 256, HopLength = 128 };

    [Fact]
    public void Trimming_keeps_the_sound_and_at_most_a_frame_around_it()
    {
        float[] signal = [.. new float[5_000], .. Some.Sine(440, 16_000, 4_000), .. new float[3_000]];

        var (start, length) = Silence.Trim(signal, FrameByFrame).GetOffsetAndLength(signal.Length);

        Assert.InRange(start, 5_000 - 256, 5_000);
        Assert.InRange(start + length, 9_000, 9_000 + 256);
    }

    [Fact]
    public void Splitting_gives_every_sound_in_order_and_borders_on_multiples_of_the_hop()
    {
        float[] beep = Some.Sine(440, 16_000, 1_280);
        float[] signal = [.. beep, .. new float[1_280], .. beep, .. new float[1_280], .. beep];

        var sounds = Silence.Split(signal, FrameByFrame);

        Assert.Equal(3, sounds.Count);
        Assert.Equal(0, sounds[0].Start.Value);
        Assert.Equal(signal.Length, sounds[2].End.Value);
        Assert.All(sounds.SelectMany(sound => new[] { sound.Start.Value, sound.End.Value }), border => Assert.Equal(0, border % 128));
    }

    [Fact]
    public void What_is_quieter_than_the_loudest_frame_by_the_threshold_is_silent()
    {
        float[] signal = [.. Some.Sine(440, 16_000, 4_096), .. Some.Sine(440, 16_000, 4_096, amplitude: 0.02)];   // −34 dB

        Assert.Equal(signal.Length, Silence.Trim(signal, FrameByFrame with { TopDecibels = 40 }).End.Value);
        Assert.InRange(Silence.Trim(signal, FrameByFrame with { TopDecibels = 30 }).End.Value, 4_096, 4_096 + 256);
    }

    [Fact]
    public void Of_nothing_but_zeros_nothing_is_left()
    {
        Assert.Equal(0..0, Silence.Trim(new float[3_000]));
        Assert.Empty(Silence.Split(new float[3_000]));
    }

    [Fact]
    public void A_threshold_that_is_not_above_zero_is_refused_by_name()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new SilenceOptions { TopDecibels = 0 });

        Assert.StartsWith("TopDecibels must be positive, got 0.", error.Message, StringComparison.Ordinal);
    }
}
