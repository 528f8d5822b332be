using Microsoft.ML;

namespace MlNetAudio.Tests.MlNet;

public class PermutationFeatureImportanceTests
{
    [Theory, InlineData(false), InlineData(true)]
    public void The_feature_that_matters_costs_most(bool filter)
    {
        var ml = new MLContext(1);
        IDataView data = ml.Data.LoadFromEnumerable(Some(300));
        var trained = ml.BinaryClassification.Trainers.LbfgsLogisticRegression(l1Regularization: 30).Fit(data);

        var statistics = ml.BinaryClassification.PermutationFeatureImportance(trained, data, useFeatureWeightFilter: filter, permutationCount: 5);

        Assert.InRange(statistics.Length, 4, 5);   // with the filter Microsoft.ML appends what it keeps to what there is without
        Assert.Equal(1, Enumerable.Range(0, 4).MinBy(slot => statistics[slot].AreaUnderRocCurve.Mean));
        Assert.InRange(statistics[1].AreaUnderRocCurve.Mean, -0.6, -0.3);
        Assert.Equal(5, statistics[1].AreaUnderRocCurve.Count);
        Assert.Equal(statistics[1].Accuracy.StandardDeviation / Math.Sqrt(5), statistics[1].Accuracy.StandardError, 1e-12);
    }

    [Fact]
    public void Slots_are_named_by_the_columns_they_came_from()
    {
        var ml = new MLContext(1);
        IDataView data = ml.Data.LoadFromEnumerable(Some(200).Select(row => new Named { Label = row.Label, Loudness = row.Features[0], Pitch = row.Features[1] }));
        var model = ml.Transforms.Concatenate("Features", "Loudness", "Pitch").Append(ml.BinaryClassification.Trainers.FastForest(numberOfTrees: 10)).Fit(data);

        var statistics = ml.BinaryClassification.PermutationFeatureImportanceNonCalibrated(model, model.Transform(data), permutationCount: 2);

        Assert.Equal(["Loudness", "Pitch"], statistics.Keys.Order());
        Assert.True(statistics["Pitch"].AreaUnderRocCurve.Mean < statistics["Loudness"].AreaUnderRocCurve.Mean);
    }

    [Fact]
    public void Several_classes_have_their_own_metrics()
    {
        var ml = new MLContext(1);
        IDataView data = ml.Data.LoadFromEnumerable(MulticlassRow.Some(150, seed: 3));
        var keys = ml.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data);
        var trained = ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy().Fit(keys);

        var statistics = ml.MulticlassClassification.PermutationFeatureImportance(trained, keys, numberOfExamplesToUse: 100);

        Assert.Equal(2, statistics.Length);
        Assert.All(statistics, slot => Assert.True(slot.MicroAccuracy.Mean < -0.1 && slot.LogLoss.Mean > 0));
        Assert.Equal(3, statistics[0].PerClassLogLoss.Count);
    }

    private static VoiceRow[] Some(int count)
    {
        var random = new Random(4);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            float[] features = [random.NextSingle() - 0.5f, random.NextSingle() - 0.5f, random.NextSingle() - 0.5f, random.NextSingle() - 0.5f];
            return new VoiceRow { Features = features, Label = features[1] + 0.1f * features[0] > 0 };
        })];
    }

    private sealed class Named
    {
        public bool Label { get; set; }

        public float Loudness { get; set; }

        public float Pitch { get; set; }
    }
}
