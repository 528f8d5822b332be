using MlNetAudio.Evaluation;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Evaluation;

public class CurveThinningTests
{
    [Theory, InlineData(4), InlineData(50), InlineData(2000)]
    public void A_long_curve_keeps_its_ends_and_at_most_the_points_asked_for(int most)
    {
        var curve = LongCurve();

        var thinned = CurveThinning.Thin(curve, most);

        Assert.InRange(thinned.Count, 2, most);
        Assert.Equal(curve[0], thinned[0]);
        Assert.Equal(curve[^1], thinned[^1]);
    }

    [Fact]
    public void The_drawn_line_is_nowhere_further_from_the_curve_than_promised()
    {
        var curve = LongCurve();

        var thinned = CurveThinning.Thin(curve, 200);

        Assert.InRange(curve.Max(point => DistanceToLine(point, thinned)), 0, 4.0 / 198);
    }

    [Fact]
    public void Points_inside_straight_steps_go_first_and_change_nothing()
    {
        RocPoint[] curve = [new(0, 0, 9), new(0, 0.5, 8), new(0, 1, 7), new(0.5, 1, 6), new(1, 1, 5)];

        Assert.Equal([curve[0], curve[2], curve[4]], CurveThinning.Thin(curve));
    }

    [Fact]
    public void Fewer_than_four_points_are_refused()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => CurveThinning.Thin(LongCurve(), 3));

        Assert.StartsWith("maximumPoints must be at least 4, got 3.", error.Message, StringComparison.Ordinal);
    }

    private static double DistanceToLine(RocPoint point, IReadOnlyList<RocPoint> line) => line.Zip(line.Skip(1), (from, to) =>
    {
        double x = to.FalsePositiveRate - from.FalsePositiveRate, y = to.TruePositiveRate - from.TruePositiveRate;
        double along = ((point.FalsePositiveRate - from.FalsePositiveRate) * x + (point.TruePositiveRate - from.TruePositiveRate) * y) / (x * x + y * y);
        along = Math.Clamp(along, 0, 1);
        return double.Hypot(from.FalsePositiveRate + along * x - point.FalsePositiveRate, from.TruePositiveRate + along * y - point.TruePositiveRate);
    }).Min();

    private static IReadOnlyList<RocPoint> LongCurve()
    {
        bool[] labels = [.. Enumerable.Range(0, 5000).Select(row => row % 3 == 0)];
        return RocCurve.Compute([.. Some.Floats(5000, seed: 8).Select((value, row) => value + (labels[row] ? 0.7f : 0))], labels);
    }
}
