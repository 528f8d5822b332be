using MlNetAudio.Dsp.Io;

namespace MlNetAudio.Tests.Dsp.Io;

public class AudioClipTests
{
    [Fact]
    public void Mono_is_the_mean_of_the_channels()
    {
        var mono = new AudioClip(16_000, [1f, 0.5f], [0f, -0.5f], [0.5f, 0f]).ToMono();

        Assert.Equal([0.5f, 0f], mono.Channel(0).ToArray());
        Assert.Equal((1, 2, 16_000), (mono.Channels, mono.Frames, mono.SampleRateHz));
    }

    [Fact]
    public void Every_channel_is_resampled()
    {
        var clip = new AudioClip(8_000, new float[801], new float[801]).Resample(16_000);

        Assert.Equal((2, 1_602, 16_000), (clip.Channels, clip.Frames, clip.SampleRateHz));
    }

    [Fact]
    public void The_duration_is_frames_over_rate() => Assert.Equal(TimeSpan.FromSeconds(1.5), new AudioClip(8_000, new float[12_000]).Duration);

    [Fact]
    public void Channels_of_unequal_length_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new AudioClip(8_000, new float[3], new float[4]));

        Assert.StartsWith("Channel 1 has 4 frames, channel 0 has 3; all channels must be of the same length.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clip_without_channels_is_refused() => Assert.Throws<ArgumentException>(() => new AudioClip(8_000));

    [Fact]
    public void A_rate_of_zero_is_refused_by_name()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new AudioClip(0, new float[3]));

        Assert.StartsWith("SampleRateHz must be positive, got 0.", error.Message, StringComparison.Ordinal);
    }
}
