using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MlNetAudio.Tests.MlNet;

public class MissingValueTests
{
    private static readonly Row[] Rows =
    [
        new() { Vector = [1, float.NaN], Scalar = 4 }, new() { Vector = [float.NaN, 10], Scalar = float.NaN }, new() { Vector = [3, 20], Scalar = 6 }, new() { Vector = [3, 30], Scalar = 6 },
    ];

    [Theory]
    [InlineData(MissingValueReplacingEstimator.ReplacementMode.DefaultValue, 0, 0, 0)]
    [InlineData(MissingValueReplacingEstimator.ReplacementMode.Mean, 7 / 3f, 20, 16 / 3f)]
    [InlineData(MissingValueReplacingEstimator.ReplacementMode.Minimum, 1, 10, 4)]
    [InlineData(MissingValueReplacingEstimator.ReplacementMode.Maximum, 3, 30, 6)]
    [InlineData(MissingValueReplacingEstimator.ReplacementMode.Mode, 3, 10, 6)]
    public void Each_slot_gets_what_its_other_values_say(MissingValueReplacingEstimator.ReplacementMode mode, float first, float second, float scalar)
    {
        var ml = new MLContext(1);
        var data = ml.Data.LoadFromEnumerable(Rows);

        var replaced = ml.Transforms.ReplaceMissingValues([new("Vector"), new("Scalar")], mode).Fit(data).Transform(data);

        float[][] vectors = [.. replaced.GetColumn<float[]>("Vector")];
        Assert.Equal((first, second), (vectors[1][0], vectors[0][1]), Within(1e-5f));
        Assert.Equal((1, 10), (vectors[0][0], vectors[1][1]));
        Assert.Equal(scalar, replaced.GetColumn<float>("Scalar").ElementAt(1), 1e-5f);
    }

    [Fact]
    public void All_slots_share_a_value_where_that_is_asked_for()
    {
        var ml = new MLContext(1);
        var data = ml.Data.LoadFromEnumerable(Rows);

        var replaced = ml.Transforms.ReplaceMissingValues("Out", "Vector", MissingValueReplacingEstimator.ReplacementMode.Maximum, imputeBySlot: false).Fit(data).Transform(data);

        Assert.Equal(30, replaced.GetColumn<float[]>("Out").ElementAt(1)[0]);
    }

    [Fact]
    public void Rows_with_missing_values_can_be_filtered_out()
    {
        var ml = new MLContext(1);
        var data = ml.Data.LoadFromEnumerable(Rows);

        Assert.Equal([4f, 6, 6], ml.Data.FilterRowsByMissingValues(data, "Scalar").GetColumn<float>("Scalar"));
        Assert.Equal([6f, 6], ml.Data.FilterRowsByMissingValues(data, "Scalar", "Vector").GetColumn<float>("Scalar"));
    }

    [Fact]
    public void A_predicate_says_which_rows_to_drop()
    {
        var ml = new MLContext(1);
        var data = ml.Data.LoadFromEnumerable(Rows);

        Assert.Equal([4f, float.NaN], ml.Data.FilterByCustomPredicate<Row>(data, row => row.Scalar > 5).GetColumn<float>("Scalar"));
    }

    private static IEqualityComparer<(float, float)> Within(float tolerance) =>
        EqualityComparer<(float First, float Second)>.Create((x, y) => Math.Abs(x.First - y.First) <= tolerance && Math.Abs(x.Second - y.Second) <= tolerance, _ => 0);

    private sealed class Row
    {
        [VectorType(2)]
        public float[] Vector { get; set; } = [];

        public float Scalar { get; set; }
    }
}
