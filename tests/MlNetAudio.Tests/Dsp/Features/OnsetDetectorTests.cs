using MlNetAudio.Dsp.Features;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Features;

public class OnsetDetectorTests
{
    [Fact]
    public void Bursts_of_noise_are_found_where_they_begin()
    {
        int[] frames = [20, 47, 80, 101];
        float[] signal = Array.ConvertAll(Some.Floats(60_000, seed: 1), value => 1e-3f * value);
        foreach (int frame in frames) Some.Floats(2_000, seed: frame).CopyTo(signal, 512 * frame);

        int[] found = new OnsetDetector(OnsetDetectorOptions.Librosa).Detect(signal);

        Assert.Equal(frames.Length, found.Length);
        Assert.All(frames.Zip(found), pair => Assert.InRange(pair.Second, pair.First - 1, pair.First + 2));
    }

    [Fact]
    public void A_peak_is_the_largest_around_it_and_stands_out_from_the_mean()
    {
        var options = OnsetDetectorOptions.Librosa with
        {
            Normalized = false,
            Threshold = 1,
            FramesBeforeInMaximum = 1,
            FramesFromInMaximum = 2,
            FramesBeforeInMean = 2,
            FramesFromInMean = 3,
            FramesToWait = 2,
        };

        //                                 0  1  2  3  4  5  6  7  8  9 10
        Assert.Equal([1, 7], Detect(options, 0, 4, 0, 3, 0, 1, 0, 5, 4, 0, 0));
        Assert.Equal([1, 4, 7], Detect(options, 0, 4, 0, 0, 3, 0, 0, 5, 4, 0, 0));
        Assert.Equal([0], Detect(options, 4, 0, 0, 0, 0, 0));
        Assert.Empty(Detect(options, 1, 1, 1, 1, 1));
    }

    [Fact]
    public void Backtracking_goes_to_the_last_minimum_before_a_peak()
    {
        var options = OnsetDetectorOptions.Librosa with { Normalized = false, Threshold = 0.5, FramesFromInMaximum = 2, FramesBeforeInMean = 5, FramesFromInMean = 5, FramesToWait = 0 };

        Assert.Equal([0, 5, 10], Detect(options, 3, 1, 0.5f, 0.7f, 2, 6, 0, 0, 0, 2, 7, 0));
        Assert.Equal([0, 2, 8], Detect(options with { Backtracked = true }, 3, 1, 0.5f, 0.7f, 2, 6, 0, 0, 0, 2, 7, 0));
        Assert.Equal([0], Detect(options with { Backtracked = true }, 0, 1, 2, 6, 0, 0));
    }

    [Fact]
    public void Silence_has_no_onset() => Assert.Empty(new OnsetDetector(OnsetDetectorOptions.Librosa).Detect(new float[20_000]));

    [Fact]
    public void A_wait_below_zero_is_refused_by_name()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => OnsetDetectorOptions.Librosa with { FramesToWait = -1 });

        Assert.StartsWith("FramesToWait must not be negative, got -1.", error.Message, StringComparison.Ordinal);
    }

    private static int[] Detect(OnsetDetectorOptions options, params float[] strength)
    {
        var matrix = new FeatureMatrix(1, strength.Length);
        strength.CopyTo(matrix.Values, 0);
        return new OnsetDetector(options).Detect(matrix);
    }
}
