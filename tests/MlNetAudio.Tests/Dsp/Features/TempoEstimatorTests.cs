using MlNetAudio.Dsp.Features;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Features;

public class TempoEstimatorTests
{
    [Theory, InlineData(90), InlineData(128), InlineData(150)]
    public void Bursts_of_noise_give_their_tempo(int beatsPerMinute)
    {
        double bpm = new TempoEstimator(TempoOptions.Librosa).Estimate(Beats(beatsPerMinute));

        Assert.Equal(beatsPerMinute, bpm, 0.05 * beatsPerMinute);   // half a frame in a beat of some twenty
    }

    [Fact]
    public void Nothing_is_faster_than_the_maximum()
    {
        double bpm = new TempoEstimator(TempoOptions.Librosa with { MaximumBpm = 100 }).Estimate(Beats(150));

        Assert.Equal(75, bpm, 4.0);   // every second beat
    }

    [Fact]
    public void Silence_gives_what_is_expected_or_what_the_options_say()
    {
        float[] silence = new float[30_000];

        Assert.Equal(120, new TempoEstimator(TempoOptions.Librosa).Estimate(silence), 4.0);
        Assert.Equal(0, new TempoEstimator(TempoOptions.LibrosaBeatTrack).Estimate(silence));
    }

    [Fact]
    public void A_window_without_two_frames_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new TempoEstimator(TempoOptions.Librosa with { WindowSeconds = 0.04 }));

        Assert.StartsWith("WindowSeconds = 0.04 holds 1 frames of 512 samples at 22050 Hz;", error.Message, StringComparison.Ordinal);
    }

    private static float[] Beats(int beatsPerMinute)
    {
        float[] signal = Array.ConvertAll(Some.Floats(220_500, seed: beatsPerMinute), value => 1e-3f * value);
        for (double second = 0.2; second < 9.8; second += 60.0 / beatsPerMinute) Some.Floats(800, seed: 1).CopyTo(signal, (int)(second * 22_050));
        return signal;
    }
}
