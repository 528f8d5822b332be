using Microsoft.ML;

namespace MlNetAudio.Tests.MlNet;

public class PlattTests
{
    [Fact]
    public void A_fixed_sigmoid_is_applied_as_given()
    {
        var ml = new MLContext(1);
        var view = ml.Data.LoadFromEnumerable(new[] { new Plain { Score = 3 }, new Plain { Score = -1 } });

        var model = ml.BinaryClassification.Calibrators.Platt(slope: -2, offset: 0.5).Fit(view);
        var rows = ScoredRow.ReadAll(ml, model.Transform(view));

        Assert.Equal(1 / (1 + Math.Exp(-5.5)), rows[0].Probability, 1e-6);
        Assert.Equal(1 / (1 + Math.Exp(2.5)), rows[1].Probability, 1e-6);
    }

    [Fact]
    public void A_calibrator_without_rows_is_refused()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Fit(new(1), [], null));

        Assert.StartsWith("Calibrator trained on zero instances", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_count_as_repetitions()
    {
        var ml = new MLContext(1);
        var rows = Noisy(60);
        Plain[] repeated = [.. rows, .. rows.Take(25)];
        Plain[] weighted = [.. rows.Select((row, i) => new Plain { Label = row.Label, Score = row.Score, Weight = i < 25 ? 2 : 1 })];

        var (slope, offset) = Fit(ml, repeated, null);
        var (weightedSlope, weightedOffset) = Fit(ml, weighted, "Weight");

        Assert.Equal(slope, weightedSlope, 1e-4);
        Assert.Equal(offset, weightedOffset, 1e-4);
    }

    [Fact]
    public void Separable_scores_get_a_finite_slope()
    {
        var ml = new MLContext(1);

        var (slope, _) = Fit(ml, [.. Enumerable.Range(-10, 20).Select(i => new Plain { Label = i >= 0, Score = i + 0.5f })], null);

        Assert.InRange(slope, -20, -0.1);
    }

    private static (double Slope, double Offset) Fit(MLContext ml, Plain[] rows, string? weight)
    {
        var model = ml.BinaryClassification.Calibrators.Platt(exampleWeightColumnName: weight).Fit(ml.Data.LoadFromEnumerable(rows));
        var platt = ((IPredictionTransformer<Microsoft.ML.Calibrators.PlattCalibrator>)model).Model;
        return (platt.Slope, platt.Offset);
    }

    private static Plain[] Noisy(int count)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, count).Select(i => new Plain { Label = i % 2 == 0, Score = (float)(random.NextDouble() * 4 - 2 + (i % 2 == 0 ? 1 : -1)) })];
    }

    private sealed class Plain
    {
        public bool Label { get; set; }

        public float Score { get; set; }

        public float Weight { get; set; } = 1;
    }
}
