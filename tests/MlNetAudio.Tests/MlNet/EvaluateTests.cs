using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetAudio.Tests.MlNet;

public class EvaluateTests
{
    [Fact]
    public void Metrics_of_fixed_scores_are_those_of_Microsoft_ML()
    {
        var expected = GoldenVoices.MetricsOnFixedScores;
        var ml = new MLContext(1);
        var rows = expected.GetProperty("rows").EnumerateArray().Select(GoldenVoices.Doubles).Select(row => Row(row[0] == 1, (float)row[1], (float)row[2]));

        var view = ml.Data.LoadFromEnumerable(rows);

        GoldenMetrics.AssertEqual(expected, ml.BinaryClassification.Evaluate(view), 1e-6);
        GoldenMetrics.AssertEqual(expected, ml.BinaryClassification.EvaluateNonCalibrated(view), 1e-6);
    }

    [Theory, InlineData("twovoices"), InlineData("fsdd_jackson_nicolas")]
    public void Metrics_of_golden_scores_are_those_of_Microsoft_ML(string name)
    {
        var voices = GoldenVoices.Load(name);
        var ml = new MLContext(1);
        var blocks = voices.Answers.EnumerateObject().Where(block => block.Value.TryGetProperty("probabilities", out _)).ToArray();

        Assert.NotEmpty(blocks);
        foreach (var block in blocks)
        {
            double[] scores = GoldenVoices.Doubles(block.Value.GetProperty("scores")), probabilities = GoldenVoices.Doubles(block.Value.GetProperty("probabilities"));
            var rows = voices.Test.Select((row, i) => Row(row.Label, (float)scores[i], (float)probabilities[i]));
            GoldenMetrics.AssertEqual(block.Value.GetProperty("metrics"), ml.BinaryClassification.Evaluate(ml.Data.LoadFromEnumerable(rows)), 1e-6);
        }
    }

    [Fact]
    public void The_confusion_matrix_counts_actual_in_rows_and_predicted_in_columns_positive_first()
    {
        var matrix = Evaluate(Repeat(4, true, 1), Repeat(1, true, -1), Repeat(2, false, 1), Repeat(3, false, -1)).ConfusionMatrix;

        Assert.Equal([[4, 1], [2, 3]], matrix.Counts.Select(row => row.ToArray()));
        Assert.Equal(2, matrix.NumberOfClasses);
        Assert.Equal(2, matrix.GetCountForClassPair(predictedClassIndicatorIndex: 0, actualClassIndicatorIndex: 1));
        Assert.Equal([4 / 6.0, 3 / 4.0], matrix.PerClassPrecision);
        Assert.Equal([4 / 5.0, 3 / 5.0], matrix.PerClassRecall);
        Assert.Contains("PREDICTED", matrix.GetFormattedConfusionTable(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_predicted_label_column_must_be_there_but_does_not_count()
    {
        var ml = new MLContext(1);
        var wrong = ml.Data.LoadFromEnumerable(new[] { Row(true, 1, 0.9f, predicted: false), Row(false, -1, 0.1f, predicted: true) });
        var without = ml.Data.LoadFromEnumerable(new[] { new Unpredicted { Label = true, Score = 1 }, new Unpredicted { Label = false, Score = -1 } });

        Assert.Equal(1, ml.BinaryClassification.Evaluate(wrong).Accuracy);
        Assert.ThrowsAny<ArgumentException>(() => ml.BinaryClassification.EvaluateNonCalibrated(without));
    }

    [Theory, InlineData(true, "AUC is not defined when there is no negative class in the data"), InlineData(false, "AUC is not defined when there is no positive class in the data")]
    public void One_class_alone_is_refused(bool label, string message)
    {
        var error = Assert.ThrowsAny<ArgumentException>(() => Evaluate(Repeat(3, label, 1)));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_predicted_positive_makes_precision_and_F1_zero()
    {
        var metrics = Evaluate(Repeat(2, true, -1), Repeat(3, false, -2));

        Assert.Equal((0, 0, 0), (metrics.PositivePrecision, metrics.PositiveRecall, metrics.F1Score));
        Assert.Equal(1, metrics.AreaUnderRocCurve);
    }

    [Fact]
    public void Log_loss_and_entropy_are_in_bits()
    {
        var ml = new MLContext(1);
        var metrics = ml.BinaryClassification.Evaluate(ml.Data.LoadFromEnumerable(new[] { Row(true, 1, 0.5f), Row(false, -1, 0.25f), Row(false, -1, 0.5f), Row(false, -1, 0.5f) }));

        Assert.Equal((3 - Math.Log2(0.75)) / 4, metrics.LogLoss, 1e-12);
        Assert.Equal(0.8112781244591328, metrics.Entropy, 1e-12);
        Assert.Equal((metrics.Entropy - metrics.LogLoss) / metrics.Entropy, metrics.LogLossReduction, 1e-12);
    }

    private static BinaryClassificationMetrics Evaluate(params IEnumerable<ScoredRow>[] rows)
    {
        var ml = new MLContext(1);
        return ml.BinaryClassification.EvaluateNonCalibrated(ml.Data.LoadFromEnumerable(rows.SelectMany(row => row)));
    }

    private static IEnumerable<ScoredRow> Repeat(int count, bool label, float score) => Enumerable.Repeat(Row(label, score, 0.5f), count);

    private static ScoredRow Row(bool label, float score, float probability, bool? predicted = null) =>
        new() { Label = label, Score = score, Probability = probability, PredictedLabel = predicted ?? score > 0 };

    private sealed class Unpredicted
    {
        public bool Label { get; set; }

        public float Score { get; set; }
    }
}
