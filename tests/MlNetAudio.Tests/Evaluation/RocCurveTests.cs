using MlNetAudio.Evaluation;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Evaluation;

public class RocCurveTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory, MemberData(nameof(Seeds))]
    public void The_area_agrees_with_counting_all_pairs(int seed)
    {
        var (scores, labels) = Rows(30 + seed, seed, distinct: seed % 2 == 0 ? 5 : 1000);

        double pairs = 0, wins = 0;
        for (int p = 0; p < labels.Length; p++)
            for (int n = 0; n < labels.Length; n++)
                if (labels[p] && !labels[n])
                {
                    pairs++;
                    wins += scores[p] > scores[n] ? 1 : scores[p] == scores[n] ? 0.5 : 0;
                }

        Assert.Equal(wins / pairs, RocCurve.Area(scores, labels), 1e-12);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void The_trapezoids_under_the_curve_sum_to_the_area(int seed)
    {
        var (scores, labels) = Rows(40, seed, distinct: 7);

        var curve = RocCurve.Compute(scores, labels);

        Assert.Equal(RocCurve.Area(scores, labels), Trapezoids(curve), 1e-12);
    }

    [Fact]
    public void The_area_does_not_change_under_a_rising_map_of_the_scores()
    {
        var (scores, labels) = Rows(60, seed: 3, distinct: 9);

        float[] mapped = Array.ConvertAll(scores, score => MathF.Exp(3 * score) + 5);

        Assert.Equal(RocCurve.Area(scores, labels), RocCurve.Area(mapped, labels));
    }

    [Fact]
    public void Turning_the_scores_round_turns_the_area_round()
    {
        var (scores, labels) = Rows(60, seed: 4, distinct: 9);

        float[] turned = Array.ConvertAll(scores, score => -score);

        Assert.Equal(1 - RocCurve.Area(scores, labels), RocCurve.Area(turned, labels), 1e-12);
    }

    [Fact]
    public void Perfect_scores_have_area_one_and_inverted_ones_zero_and_equal_ones_a_half()
    {
        bool[] labels = [false, true, false, true];

        Assert.Equal(1, RocCurve.Area([0.1f, 0.9f, 0.2f, 0.8f], labels));
        Assert.Equal(0, RocCurve.Area([0.9f, 0.1f, 0.8f, 0.2f], labels));
        Assert.Equal(0.5, RocCurve.Area([0.3f, 0.3f, 0.3f, 0.3f], labels));
    }

    [Theory, InlineData("plain"), InlineData("ties"), InlineData("few")]
    public void The_curve_is_that_of_scikit_learn(string name)
    {
        var expected = Expected.Binary(name);

        var curve = RocCurve.Compute(expected.Floats("a"), expected.Labels());

        double[] falsePositiveRates = expected.Doubles("fpr"), truePositiveRates = expected.Doubles("tpr");
        Assert.Equal(falsePositiveRates.Length, curve.Count);
        for (int i = 0; i < curve.Count; i++)
        {
            Assert.Equal(falsePositiveRates[i], curve[i].FalsePositiveRate, 1e-12);
            Assert.Equal(truePositiveRates[i], curve[i].TruePositiveRate, 1e-12);
        }
    }

    [Fact]
    public void It_runs_from_nothing_called_positive_to_everything_with_one_point_a_score()
    {
        var curve = RocCurve.Compute([0.2f, 0.7f, 0.7f, 0.9f], [false, true, false, true]);

        Assert.Equal([new(0, 0, double.PositiveInfinity), new(0, 0.5, 0.9f), new(0.5, 1, 0.7f), new(1, 1, 0.2f)], curve);
    }

    [Theory, InlineData(true, "negative"), InlineData(false, "positive")]
    public void Rows_of_one_class_are_refused_saying_which_is_missing(bool label, string missing)
    {
        var error = Assert.Throws<ArgumentException>(() => RocCurve.Area([0.1f, 0.2f], [label, label]));

        Assert.Equal($"AUC is not defined for 2 rows without a {missing} one; score a part that holds both classes.", error.Message);
    }

    [Fact]
    public void A_score_that_is_not_a_number_is_refused_with_its_row()
    {
        var error = Assert.Throws<ArgumentException>(() => RocCurve.Compute([0.1f, float.NaN], [true, false]));

        Assert.StartsWith("The score of row 1 is NaN", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Scores_without_their_labels_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => RocCurve.Compute([0.1f, 0.2f, 0.3f], [true, false]));

        Assert.Equal("Every score needs its label: got 3 scores and 2 labels.", error.Message);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void The_area_under_the_average_curve_is_the_average_area(int seed)
    {
        var first = Rows(30, seed, distinct: 6);
        var second = Rows(47, seed + 100, distinct: 1000);

        var average = RocCurve.MacroAverage([RocCurve.Compute(first.Scores, first.Labels), RocCurve.Compute(second.Scores, second.Labels)]);

        double expected = (RocCurve.Area(first.Scores, first.Labels) + RocCurve.Area(second.Scores, second.Labels)) / 2;
        Assert.Equal(expected, Trapezoids(average), 1e-12);
        Assert.Equal((0, 0), (average[0].FalsePositiveRate, average[0].TruePositiveRate));
        Assert.Equal((1, 1), (average[^1].FalsePositiveRate, average[^1].TruePositiveRate));
    }

    [Fact]
    public void The_average_of_one_curve_is_that_curve()
    {
        var (scores, labels) = Rows(12, seed: 5, distinct: 4);
        var curve = RocCurve.Compute(scores, labels);

        var average = RocCurve.MacroAverage([curve]);

        Assert.Equal(Trapezoids(curve), Trapezoids(average), 1e-12);
        Assert.All(average, point => Assert.Contains(curve, one => one.FalsePositiveRate == point.FalsePositiveRate && one.TruePositiveRate == point.TruePositiveRate));
    }

    private static double Trapezoids(IReadOnlyList<RocPoint> curve) => curve.Zip(curve.Skip(1),
        (left, right) => (right.FalsePositiveRate - left.FalsePositiveRate) * (left.TruePositiveRate + right.TruePositiveRate) / 2).Sum();

    /// <summary>Scores of about as many distinct values, higher for positives; both classes occur.</summary>
    private static (float[] Scores, bool[] Labels) Rows(int count, int seed, int distinct)
    {
        bool[] labels = [.. Some.Floats(count, seed + 1000).Select((value, row) => row == 0 || (row != 1 && value > 0))];
        float[] scores = [.. Some.Floats(count, seed).Select((value, row) => MathF.Round((value + (labels[row] ? 0.5f : 0)) * distinct) / distinct)];
        return (scores, labels);
    }
}
