using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.MlNet;

public class MoreNormalizersTests
{
    [Fact]
    public void Robust_scaling_takes_off_the_median_and_divides_by_the_middle_of_the_range()
    {
        Approximately.Equal([-0.75f, -5 / 12f, 5 / 12f, 1.25f], Scalars([-5, -3, 2, 7], ml => ml.Transforms.NormalizeRobustScaling("Value")), tolerance: 1e-6);   // the middle half of 12 is 6
        Approximately.Equal([-2 / 998f, -1 / 998f, 0, 1 / 998f, 996 / 998f], Scalars([1, 2, 3, 4, 999], ml => ml.Transforms.NormalizeRobustScaling("Value", quantileMin: 0, quantileMax: 100)), tolerance: 1e-6);
        Approximately.Equal([0.2f, 0.4f, 0.1f, 0.02f, 2.02f, 0.06f], Scalars([10, 20, 5, 1, 101, 3], ml => ml.Transforms.NormalizeRobustScaling("Value", centerData: false)), tolerance: 1e-6);
    }

    [Fact]
    public void Bins_rise_from_zero_to_one()
    {
        float[] binned = Scalars([.. Enumerable.Range(0, 100).Select(i => i * i + 1f)], ml => ml.Transforms.NormalizeBinning("Value", fixZero: false, maximumBinCount: 5));

        Assert.Equal([0f, 0.25f, 0.5f, 0.75f, 1], binned.Distinct());
        Assert.All(binned.GroupBy(value => value), bin => Assert.InRange(bin.Count(), 15, 25));
    }

    [Fact]
    public void The_distribution_of_logarithms_puts_the_middle_at_a_half()
    {
        float[] values = Scalars([1, MathF.E, MathF.E * MathF.E, -1], ml => ml.Transforms.NormalizeLogMeanVariance("Value"));

        Assert.Equal(0.5f, values[1], 1e-4f);
        Assert.Equal(1, values[0] + values[2], 1e-4f);
        Assert.Equal(0, values[3]);
    }

    [Theory]
    [InlineData(LpNormNormalizingEstimatorBase.NormFunction.L2, false, 0.6f, -0.8f)]
    [InlineData(LpNormNormalizingEstimatorBase.NormFunction.L1, false, 3 / 7f, -4 / 7f)]
    [InlineData(LpNormNormalizingEstimatorBase.NormFunction.Infinity, false, 0.75f, -1)]
    [InlineData(LpNormNormalizingEstimatorBase.NormFunction.Infinity, true, 1, -1)]
    public void A_vector_is_divided_by_its_norm(LpNormNormalizingEstimatorBase.NormFunction norm, bool zeroMean, float first, float second)
    {
        var ml = new MLContext(1);
        var data = ml.Data.LoadFromEnumerable(new[] { new Row { Vector = [3, -4] } });

        float[] values = ml.Transforms.NormalizeLpNorm("Out", "Vector", norm, zeroMean).Fit(data).Transform(data).GetColumn<float[]>("Out").Single();

        Assert.Equal(first, values[0], 1e-6f);
        Assert.Equal(second, values[1], 1e-6f);
    }

    [Fact]
    public void Global_contrast_has_mean_zero_and_the_scale_as_length()
    {
        var ml = new MLContext(1);
        var data = ml.Data.LoadFromEnumerable(new[] { new Row { Vector = [1, 5] } });

        float[] values = ml.Transforms.NormalizeGlobalContrast("Vector", scale: 2).Fit(data).Transform(data).GetColumn<float[]>("Vector").Single();

        Assert.Equal(0, values.Sum(), 1e-6f);
        Assert.Equal(4, values.Sum(value => value * value), 1e-5f);
    }

    private static float[] Scalars(float[] values, Func<MLContext, IEstimator<ITransformer>> normalizer)
    {
        var ml = new MLContext(1);
        var data = ml.Data.LoadFromEnumerable(values.Select(value => new Row { Value = value, Vector = [0, 0] }));
        return [.. normalizer(ml).Fit(data).Transform(data).GetColumn<float>("Value")];
    }

    private sealed class Row
    {
        public float Value { get; set; }

        [VectorType(2)]
        public float[] Vector { get; set; } = [];
    }
}
