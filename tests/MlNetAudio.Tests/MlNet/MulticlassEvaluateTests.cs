using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetAudio.Tests.MlNet;

public class MulticlassEvaluateTests
{
    /// <summary>Five rows: class 0 right, class 0 taken for 1, class 1 right, class 2 taken for 0, class 2 right.</summary>
    private static readonly MulticlassScored[] Rows =
    [
        Row(0, 0.7f, 0.2f, 0.1f), Row(0, 0.3f, 0.4f, 0.3f), Row(1, 0.1f, 0.8f, 0.1f), Row(2, 0.5f, 0.2f, 0.3f), Row(2, 0.2f, 0.2f, 0.6f),
    ];

    [Fact]
    public void Every_metric_is_what_its_definition_says()
    {
        var metrics = Evaluate(Rows, topK: 2);

        double[] losses = [-Math.Log(0.7f), -Math.Log(0.3f), -Math.Log(0.8f), -Math.Log(0.3f), -Math.Log(0.6f)];
        double prior = -(0.4 * Math.Log(0.4) * 2 + 0.2 * Math.Log(0.2));
        Assert.Equal(3 / 5.0, metrics.MicroAccuracy, 1e-12);
        Assert.Equal((0.5 + 1 + 0.5) / 3, metrics.MacroAccuracy, 1e-12);
        Assert.Equal(losses.Average(), metrics.LogLoss, 1e-9);
        Assert.Equal((prior - losses.Average()) / prior, metrics.LogLossReduction, 1e-9);
        Assert.Equal([(losses[0] + losses[1]) / 2, losses[2], (losses[3] + losses[4]) / 2], metrics.PerClassLogLoss);
        Assert.Equal(2, metrics.TopKPredictionCount);
        Assert.Equal([3 / 5.0, 1], metrics.TopKAccuracyForAllK);
        Assert.Equal(1, metrics.TopKAccuracy);
    }

    [Fact]
    public void The_confusion_matrix_counts_actual_in_rows_and_predicted_in_columns()
    {
        var matrix = Evaluate(Rows).ConfusionMatrix;

        Assert.Equal([[1, 1, 0], [0, 1, 0], [1, 0, 1]], matrix.Counts.Select(row => row.ToArray()));
        Assert.Equal(3, matrix.NumberOfClasses);
        Assert.Equal([1 / 2.0, 1 / 2.0, 1], matrix.PerClassPrecision);
        Assert.Equal([1 / 2.0, 1, 1 / 2.0], matrix.PerClassRecall);
        Assert.Equal(1, matrix.GetCountForClassPair(predictedClassIndicatorIndex: 0, actualClassIndicatorIndex: 2));
    }

    [Fact]
    public void The_table_names_the_classes_by_their_key_values()
    {
        var ml = new MLContext(1);
        IDataView data = ml.Data.LoadFromEnumerable(MulticlassRow.Some(60, seed: 1));
        var scored = ml.Transforms.Conversion.MapValueToKey("Label").Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy()).Fit(data).Transform(data);

        string table = ml.MulticlassClassification.Evaluate(scored).ConfusionMatrix.GetFormattedConfusionTable();

        Assert.All(MulticlassRow.Names, name => Assert.Contains(name, table, StringComparison.Ordinal));
        Assert.Contains("PREDICTED", table, StringComparison.Ordinal);
        Assert.Contains("Recall", table, StringComparison.Ordinal);
    }

    [Fact]
    public void A_probability_of_zero_costs_no_more_than_a_least_probability_would()
    {
        var metrics = Evaluate([Row(0, 0, 1, 0), Row(1, 0, 1, 0)]);

        Assert.Equal(-Math.Log(1e-15f) / 2, metrics.LogLoss, 1e-9);
    }

    [Fact]
    public void Rows_without_a_label_are_left_out()
    {
        var metrics = Evaluate([.. Rows, new MulticlassScored { Label = 77, Score = [1, 0, 0] }]);

        Assert.Equal(3 / 5.0, metrics.MicroAccuracy, 1e-12);
    }

    private static MulticlassClassificationMetrics Evaluate(IEnumerable<MulticlassScored> rows, int topK = 0)
    {
        var ml = new MLContext(1);
        return ml.MulticlassClassification.Evaluate(ml.Data.LoadFromEnumerable(rows), topKPredictionCount: topK);
    }

    private static MulticlassScored Row(uint label, params float[] scores) => new() { Label = label, Score = scores };
}
