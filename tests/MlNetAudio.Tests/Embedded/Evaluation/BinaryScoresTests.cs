using Microsoft.ML.Data;

namespace MlNetAudio.Tests.Embedded.Evaluation;

public class BinaryScoresTests
{
    [Theory, InlineData(2), InlineData(7), InlineData(1000)]
    public void The_area_under_the_curve_is_the_share_of_pairs_in_order(int levels)
    {
        var random = new Random(levels);
        bool[] labels = [.. Enumerable.Range(0, 90).Select(_ => random.Next(3) == 0)];
        float[] scores = [.. labels.Select(label => (float)(random.Next(levels) + (label ? 1 : 0)))];

        double pairs = 0, won = 0;
        for (int positive = 0; positive < labels.Length; positive++)
            for (int negative = 0; negative < labels.Length; negative++)
            {
                if (!labels[positive] || labels[negative]) continue;
                pairs++;
                won += scores[positive] > scores[negative] ? 1 : scores[positive] == scores[negative] ? 0.5 : 0;
            }

        Assert.Equal(won / pairs, new BinaryScores(labels, scores, null!).AreaUnderRocCurve(), 1e-12);
    }

    [Fact]
    public void Perfect_order_has_areas_of_one()
    {
        var rows = new BinaryScores([false, true, false, true], [-2, 1, -1, 2], null!);

        Assert.Equal((1, 1), (rows.AreaUnderRocCurve(), rows.AreaUnderPrecisionRecallCurve()));
    }

    [Fact]
    public void A_negative_on_top_costs_precision_by_the_lower_trapezoid()
    {
        // Precision after each row: 0, 1/2, 2/3; each positive adds half the recall times the mean of the precisions around it.
        var rows = new BinaryScores([false, true, true], [3, 2, 1], null!);

        Assert.Equal((0 + 1 / 2.0) / 2 / 2 + (1 / 2.0 + 2 / 3.0) / 2 / 2, rows.AreaUnderPrecisionRecallCurve(), 1e-12);
    }
}
