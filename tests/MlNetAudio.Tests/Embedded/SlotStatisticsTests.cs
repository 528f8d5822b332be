using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MlNetAudio.Tests.Embedded;

public class SlotStatisticsTests
{
    [Fact]
    public void A_large_mean_costs_the_variance_no_digits()
    {
        var slot = new SlotStatistics();
        foreach (double value in new[] { 1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16 }) slot.Add(value);

        Assert.Equal((1e9 + 10, 22.5, 1e9 + 4, 1e9 + 16), (slot.Mean, slot.Variance, slot.Minimum, slot.Maximum));
    }

    [Fact]
    public void Values_that_are_not_finite_do_not_count()
    {
        var slot = new SlotStatistics();
        foreach (double value in new[] { double.NaN, 1, double.PositiveInfinity, 3 }) slot.Add(value);

        Assert.Equal((2, 2.0, 1.0), (slot.Count, slot.Mean, slot.Variance));
    }

    [Fact]
    public void A_constant_slot_and_one_that_is_never_finite_become_zero()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = ml.Data.LoadFromEnumerable(new[] { new Pair { Values = [5, float.NaN] }, new Pair { Values = [5, float.PositiveInfinity] } });

        var parameters = (NormalizingTransformer.AffineNormalizerModelParameters<ImmutableArray<float>>)ml.Transforms
            .NormalizeMeanVariance("Values", fixZero: false).Fit(data).GetNormalizerModelParameters(0);

        Assert.Equal([0f, 0f], parameters.Scale);
    }

    private sealed class Pair
    {
        [VectorType(2)]
        public float[] Values { get; set; } = [];
    }
}
