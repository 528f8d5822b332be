using Microsoft.ML.Training;

namespace MlNetAudio.Tests.Embedded.Training;

public class FeatureBinsTests
{
    [Fact]
    public void A_few_distinct_values_are_parted_halfway()
    {
        double[] bounds = FeatureBins.UpperBounds([4, 1, 2, 2, 4, 1], maximumBins: 255, minimumCount: 1);

        Assert.Equal([1.5, 3, double.PositiveInfinity], bounds);
    }

    [Fact]
    public void A_value_falls_into_the_first_bin_whose_bound_is_not_below_it()
    {
        double[] bounds = [1.5, 3, double.PositiveInfinity];

        Assert.Equal([0, 0, 1, 1, 2], ((double[])[1, 1.5, 1.6, 3, 3.1]).Select(value => FeatureBins.BinOf(value, bounds)));
    }

    [Theory, InlineData(2), InlineData(7), InlineData(255)]
    public void Many_distinct_values_share_bins_of_equal_mass(int bins)
    {
        var random = new Random(2);
        double[] values = [.. Enumerable.Range(0, 5000).Select(_ => Math.Exp(random.NextDouble() * 10))];

        double[] bounds = FeatureBins.UpperBounds(values, bins, minimumCount: 1);
        int[] counts = [.. values.GroupBy(value => FeatureBins.BinOf(value, bounds)).OrderBy(bin => bin.Key).Select(bin => bin.Count())];

        Assert.Equal(bins, bounds.Length);
        Assert.Equal(bins, counts.Length);
        Assert.Equal(bounds.Order(), bounds);
        // Greedy boundaries: no bin is far from its share.
        Assert.All(counts, count => Assert.InRange(count, 5000.0 / bins / 2.5, 5000.0 / bins * 2.5));
    }

    [Fact]
    public void A_frequent_value_gets_a_bin_of_its_own()
    {
        double[] values = [.. Enumerable.Range(0, 100).Select(i => (double)i), .. Enumerable.Repeat(50.0, 900)];

        double[] bounds = FeatureBins.UpperBounds(values, maximumBins: 10, minimumCount: 1);
        int bin = FeatureBins.BinOf(50, bounds);

        Assert.NotEqual(bin, FeatureBins.BinOf(49, bounds));
        Assert.NotEqual(bin, FeatureBins.BinOf(51, bounds));
    }

    [Theory, InlineData(3, 2), InlineData(4, 1)]
    public void What_no_threshold_can_part_gets_one_bin(int minimum, int expectedBins)
    {
        double[] bounds = FeatureBins.UpperBounds([1, 1, 1, 2, 2, 2], maximumBins: 255, minimum);

        Assert.Equal(expectedBins, bounds.Length);
    }

    [Fact]
    public void A_float_threshold_parts_even_neighbouring_floats()
    {
        float low = 0.1f, high = MathF.BitIncrement(low);
        var data = new BinnedFeatures(new TrainingSet([low, high], [true, false], null), 255, 1);

        float threshold = data.ThresholdOf(0, 0);

        Assert.True(low <= threshold && high > threshold);
    }
}
