using MlNetAudio.Dsp.Features;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Features;

public class CepstralMeanNormalizationTests
{
    [Theory, InlineData(false), InlineData(true)]
    public void A_window_longer_than_the_signal_takes_all_of_it(bool centered)
    {
        var feature = Feature(frames: 40);

        var normalized = new CepstralMeanNormalization(new() { Centered = centered }).Apply(feature);

        for (int row = 0; row < 3; row++)
        {
            double mean = feature.Row(row).ToArray().Average(value => (double)value);
            for (int frame = 0; frame < 40; frame++) Assert.Equal(feature[row, frame] - mean, normalized[row, frame], 1e-6);
        }
    }

    [Fact]
    public void A_centred_window_moves_along_and_stops_at_both_ends()
    {
        var feature = Feature(frames: 100);

        var normalized = new CepstralMeanNormalization(new() { Window = 10, Centered = true, NormalizeVariance = true }).Apply(feature);

        foreach (var (frame, first) in ((int, int)[])[(0, 0), (5, 0), (6, 1), (50, 45), (95, 90), (99, 90)])
        {
            double[] window = Array.ConvertAll(feature.Row(1).Slice(first, 10).ToArray(), value => (double)value);
            double mean = window.Average(), deviation = Math.Sqrt(window.Average(value => (value - mean) * (value - mean)));
            Assert.Equal((feature[1, frame] - mean) / deviation, normalized[1, frame], 1e-5);
        }
    }

    [Fact]
    public void A_window_before_the_frame_has_a_least_length()
    {
        var feature = Feature(frames: 100);

        var normalized = new CepstralMeanNormalization(new() { Window = 20, MinimumWindow = 8 }).Apply(feature);

        foreach (var (frame, first, end) in ((int, int, int)[])[(0, 0, 8), (7, 0, 8), (8, 0, 9), (20, 0, 21), (60, 40, 61)])
            Assert.Equal(feature[0, frame] - feature.Row(0)[first..end].ToArray().Average(value => (double)value), normalized[0, frame], 1e-6);
    }

    [Fact]
    public void What_does_not_change_is_zero()
    {
        var feature = new FeatureMatrix(1, 12);
        feature.Values.AsSpan().Fill(2);

        Assert.All(new CepstralMeanNormalization(new() { NormalizeVariance = true }).Apply(feature).Values, value => Assert.Equal(0, value));
    }

    private static FeatureMatrix Feature(int frames)
    {
        var feature = new FeatureMatrix(3, frames);
        Some.Floats(3 * frames, seed: frames).CopyTo(feature.Values, 0);
        return feature;
    }
}
