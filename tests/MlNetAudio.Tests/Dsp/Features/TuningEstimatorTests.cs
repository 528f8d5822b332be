using MlNetAudio.Dsp.Features;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Features;

public class TuningEstimatorTests
{
    [Theory, InlineData(0.2), InlineData(-0.35), InlineData(0.05)]
    public void A_tone_off_pitch_tells_by_how_much(double semitones)
    {
        float[] signal = Some.Sine(440 * Math.Pow(2, semitones / 12), 22_050, 22_050);

        double tuning = new TuningEstimator(TuningOptions.Librosa).Estimate(signal);

        Assert.Equal(semitones, tuning, 0.03);   // the histogram's cell, and the parabola's error in a Hann window
    }

    [Fact]
    public void The_fullest_cell_wins_and_the_first_of_equals()
    {
        float[] hertz = [.. new[] { 0.204, 0.206, -0.303, -0.304, -0.302, 0.14 }.Select(semitones => (float)(440 * Math.Pow(2, semitones / 12)))];

        Assert.Equal(-0.31, TuningEstimator.FromFrequencies(hertz), 1e-12);
        Assert.Equal(0.1, TuningEstimator.FromFrequencies(hertz.AsSpan(5..), resolution: 0.1), 1e-12);
        Assert.Equal(0, TuningEstimator.FromFrequencies([0, -5]));
    }

    [Fact]
    public void Peaks_lie_between_bins_where_the_tone_does()
    {
        var (pitches, magnitudes) = new TuningEstimator(TuningOptions.Librosa).Track(Some.Sine(1_003, 22_050, 22_050));

        float[] found = [.. Enumerable.Range(0, pitches.Features).Select(bin => pitches[bin, 20]).Where(pitch => pitch > 0)];
        Assert.Equal(1_003, Assert.Single(found), 1.0);   // a tenth of a bin
        Assert.Equal(512, magnitudes.Values.Max(), 10.0);   // half the window's sum, less what the parabola misses
    }

    [Fact]
    public void Silence_has_no_tuning() => Assert.Equal(0, new TuningEstimator(TuningOptions.Librosa).Estimate(new float[5_000]));

    [Fact]
    public void A_resolution_of_zero_is_refused_by_name()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => TuningOptions.Librosa with { Resolution = 0 });

        Assert.StartsWith("Resolution must lie between 0 and 1, got 0.", error.Message, StringComparison.Ordinal);
    }
}
