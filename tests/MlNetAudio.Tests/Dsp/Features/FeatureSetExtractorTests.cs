using MlNetAudio.Dsp.Features;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Features;

public class FeatureSetExtractorTests
{
    private static readonly PyinOptions Pitch = new() { SampleRateHz = 8_000, MinimumFrequencyHz = 100, MaximumFrequencyHz = 800, FrameLength = 512 };

    [Fact]
    public void Every_statistic_of_every_row_is_a_column()
    {
        var set = new FeatureSetExtractor(new() { Features = [new ZcrOptions(), Pitch], Statistics = [Statistic.Median, Statistic.Quantile(0.1)] });
        float[] signal = Some.Floats(8_000, seed: 1);

        float[] actual = set.Extract(signal);

        Assert.Equal(["zcr_median", "zcr_q10", "pyin_f0_median", "pyin_f0_q10", "pyin_voiced_median", "pyin_voiced_q10", "pyin_voiced_probability_median", "pyin_voiced_probability_q10"], set.Names);
        Assert.Equal(set.Names.Count, actual.Length);
        double[] zcr = new ZcrExtractor(new()).ExtractDoubles(signal), probability = [.. new PyinExtractor(Pitch).Extract(signal).Row(2)];
        Assert.Equal([(float)Statistic.Median.Of(zcr), (float)Statistic.Quantile(0.1).Of(zcr)], actual[..2]);
        Assert.Equal((float)Statistic.Median.Of(probability), actual[6]);
    }

    [Fact]
    public void Silence_has_finite_columns()
    {
        var set = new FeatureSetExtractor(new()
        {
            Features = [new RmsOptions(), new ZcrOptions(), new YinOptions { SampleRateHz = 16_000 }, Pitch],
            Statistics = [Statistic.Mean, Statistic.Deviation, Statistic.Minimum, Statistic.Maximum, Statistic.Median, Statistic.Skewness, Statistic.Kurtosis],
        });

        Assert.All(set.Extract(new float[16_000]), value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void The_clip_statistics_are_such_a_set()
    {
        var set = new FeatureSetExtractor(new() { Features = [new RmsOptions(), new ZcrOptions()] });
        float[] signal = Some.Floats(9_000, seed: 2);

        Assert.Equal(AudioStatisticsExtractor.Names, set.Names);
        Assert.Equal(new AudioStatisticsExtractor(new()).Extract(signal), set.Extract(signal));
    }

    [Fact]
    public void Two_columns_of_one_name_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new FeatureSetExtractor(new() { Features = [new RmsOptions(), new RmsOptions { FrameLength = 64 }] }));

        Assert.StartsWith("Two columns would be named 'rms_mean'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_set_without_features_or_statistics_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new FeatureSetExtractor(new() { Features = [] }));
        Assert.Throws<ArgumentException>(() => new FeatureSetExtractor(new() { Features = [new RmsOptions()], Statistics = [] }));
    }
}
