using MlNetAudio.Evaluation;

namespace MlNetAudio.Tests.Evaluation;

public class DeLongTests
{
    private static readonly bool[] FourRows = [true, true, false, false];

    [Theory, InlineData("plain"), InlineData("ties"), InlineData("few")]
    public void The_interval_is_that_of_all_pairs_on_the_logit_scale(string name)
    {
        var expected = Expected.Binary(name);

        var interval = DeLong.ConfidenceInterval(expected.Floats("a"), expected.Labels());

        double[] ends = expected.Doubles("interval");
        Assert.Equal(ends[0], interval.Lower, 1e-9);
        Assert.Equal(ends[1], interval.Upper, 1e-9);
        Assert.Equal(0.95, interval.Level);
    }

    [Theory, InlineData("plain"), InlineData("ties"), InlineData("few")]
    public void The_paired_test_is_that_of_all_pairs(string name)
    {
        var values = Expected.Binary(name);

        var test = DeLong.Compare(values.Floats("a"), values.Floats("b"), values.Labels());

        var expected = values.GetProperty("compare");
        Assert.Equal(expected.Number("difference"), test.Difference, 1e-12);
        Assert.Equal(expected.Number("error"), test.StandardError, 1e-12);
        Assert.Equal(expected.Number("z"), test.Z, 1e-9);
        Assert.Equal(expected.Number("p"), test.PValue, 1e-9);
        Assert.Equal(expected.Doubles("interval"), [test.Interval.Lower, test.Interval.Upper], (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Fact]
    public void Changing_the_order_of_the_models_changes_the_sign_only()
    {
        var values = Expected.Binary("ties");
        float[] a = values.Floats("a"), b = values.Floats("b");

        var forward = DeLong.Compare(a, b, values.Labels());
        var backward = DeLong.Compare(b, a, values.Labels());

        Assert.Equal(forward.Difference, -backward.Difference, 1e-12);
        Assert.Equal(forward.PValue, backward.PValue, 1e-12);
        Assert.Equal(forward.Interval.Lower, -backward.Interval.Upper, 1e-12);
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5)]
    public void Where_no_pair_is_out_of_order_the_interval_is_Newcombes(int index)
    {
        var expected = Expected.Values.GetProperty("newcombe")[index];
        var estimate = new AreaEstimate(expected.Number("auc"), [], expected.GetProperty("positives").GetInt32(), expected.GetProperty("negatives").GetInt32());

        var interval = AreaInference.NewcombeInterval(estimate, 0.95);

        Assert.Equal(expected.Doubles("interval"), [interval.Lower, interval.Upper], (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Fact]
    public void A_perfect_order_of_four_rows_does_not_count_as_certainty()
    {
        var interval = DeLong.ConfidenceInterval([0.9f, 0.8f, 0.2f, 0.1f], FourRows);

        Assert.Equal(1, interval.Upper);
        Assert.InRange(interval.Lower, 0.2, 0.5);
    }

    [Fact]
    public void Equal_scores_have_an_interval_around_one_half()
    {
        var interval = DeLong.ConfidenceInterval([0.5f, 0.5f, 0.5f, 0.5f], FourRows);

        Assert.True(interval.Lower < 0.5 && interval.Upper > 0.5);
    }

    [Fact]
    public void A_single_positive_still_gets_an_interval()
    {
        var interval = DeLong.ConfidenceInterval([0.9f, 0.95f, 0.2f, 0.1f], [true, false, false, false]);

        Assert.True(interval.Lower > 0 && interval.Upper < 1 && interval.Contains(2.0 / 3));
    }

    [Fact]
    public void A_model_compared_with_itself_differs_by_nothing_and_p_is_one()
    {
        float[] scores = Expected.Binary("plain").Floats("a");

        var test = DeLong.Compare(scores, scores, Expected.Binary("plain").Labels());

        Assert.Equal((0, 0, 1), (test.Difference, test.Z, test.PValue));
        Assert.True(test.Interval.Contains(0));
    }

    [Fact]
    public void Perfect_against_inverted_on_four_rows_is_finite_and_not_proof()
    {
        var test = DeLong.Compare([0.9f, 0.8f, 0.2f, 0.1f], [0.1f, 0.2f, 0.8f, 0.9f], FourRows);

        Assert.Equal(1, test.Difference);
        Assert.True(double.IsFinite(test.Z) && test.PValue is > 0 and < 1);
        Assert.InRange(test.Interval.Lower, -1, 0.5);
    }

    [Fact]
    public void A_higher_level_gives_a_wider_interval_around_the_area()
    {
        var values = Expected.Binary("plain");

        var narrow = DeLong.ConfidenceInterval(values.Floats("a"), values.Labels(), 0.5);
        var wide = DeLong.ConfidenceInterval(values.Floats("a"), values.Labels(), 0.99);

        Assert.True(wide.Lower < narrow.Lower && narrow.Upper < wide.Upper && narrow.Contains(values.Number("auc")));
    }

    [Theory, InlineData(0.0), InlineData(1.0), InlineData(95.0), InlineData(double.NaN)]
    public void A_level_outside_zero_to_one_is_refused(double level)
    {
        var error = Assert.Throws<ArgumentException>(() => DeLong.ConfidenceInterval([0.9f, 0.1f], [true, false], level));

        Assert.StartsWith("The level of an interval lies between 0 and 1 (0.95 for 95 %), got ", error.Message, StringComparison.Ordinal);
    }
}
