using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace MlNetAudio.Tests.MlNet;

public class MulticlassTests
{
    public static TheoryData<string> Trainers => ["lbfgs", "sdca", "ova(lr)", "ova(forest)", "ova(tree)", "ova(svm)"];

    [Theory, MemberData(nameof(Trainers))]
    public void Three_classes_are_told_apart_and_named(string name)
    {
        var ml = new MLContext(1);
        IDataView train = ml.Data.LoadFromEnumerable(MulticlassRow.Some(300, seed: 1)), test = ml.Data.LoadFromEnumerable(MulticlassRow.Some(150, seed: 2));

        var model = ml.Transforms.Conversion.MapValueToKey("Label").Append(Trainer(ml, name)).Append(ml.Transforms.Conversion.MapKeyToValue("Name", "PredictedLabel")).Fit(train);
        var scored = model.Transform(test);
        var metrics = ml.MulticlassClassification.Evaluate(scored);

        Assert.InRange(metrics.MicroAccuracy, 0.9, 1);
        string[] predicted = [.. scored.GetColumn<string>("Name")], actual = [.. test.GetColumn<string>("Label")];
        Assert.Equal(metrics.MicroAccuracy, predicted.Zip(actual).Count(pair => pair.First == pair.Second) / 150.0, 1e-12);
        VBuffer<ReadOnlyMemory<char>> names = default;
        scored.Schema["Score"].GetSlotNames(ref names);
        Assert.Equal(MulticlassRow.Names, names.DenseValues().Select(text => text.ToString()));
        Assert.All(scored.GetColumn<float[]>("Score"), scores => Assert.Equal(1, scores.Sum(), 1e-5));
    }

    [Fact]
    public void Both_ways_to_maximum_entropy_come_near_the_same_optimum()
    {
        var ml = new MLContext(1);
        var rows = MulticlassRow.Some(240, seed: 3, noise: 1.5f);
        // A third of the rows each, mirrored about the centre of each class's features, keeps the biases near 0, which one of the two penalises.
        IDataView data = ml.Transforms.Conversion.MapValueToKey("Label").Fit(ml.Data.LoadFromEnumerable(rows)).Transform(ml.Data.LoadFromEnumerable(rows));

        var primal = ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(l1Regularization: 0, l2Regularization: 0.02f * rows.Length).Fit(data).Model;
        var dual = ml.MulticlassClassification.Trainers.SdcaMaximumEntropy(new SdcaMaximumEntropyMulticlassTrainer.Options
        {
            L2Regularization = 0.02f,
            ConvergenceTolerance = 1e-7f,
            MaximumNumberOfIterations = 3000,
        }).Fit(data).Model;

        VBuffer<float>[] expected = [], actual = [];
        primal.GetWeights(ref expected, out int classes);
        dual.GetWeights(ref actual, out _);
        Assert.Equal(3, classes);
        for (int k = 0; k < 3; k++)
            for (int i = 0; i < 2; i++) Assert.Equal(expected[k].GetItemOrDefault(i), actual[k].GetItemOrDefault(i), 0.07);   // where Microsoft.ML's dual way ends is up to 0.058 away
        Assert.Equal(3, primal.GetBiases().Count());
    }

    [Fact]
    public void Two_classes_are_what_binary_logistic_regression_makes_of_them()
    {
        var voices = GoldenVoices.Load("twovoices");
        var ml = new MLContext(1);
        IDataView data = GoldenVoices.View(ml, voices.Train), test = GoldenVoices.View(ml, voices.Test);
        var normalizer = ml.Transforms.NormalizeMeanVariance("Features", fixZero: false);
        // w₁ − w₀ is the weight of the binary problem; split evenly, the two cost half of its square.
        var binary = normalizer.Append(ml.BinaryClassification.Trainers.LbfgsLogisticRegression(l1Regularization: 0, l2Regularization: 0.5f)).Fit(data);
        var multi = normalizer.Append(ml.Transforms.Conversion.MapValueToKey("Label", keyOrdinality: Microsoft.ML.Transforms.ValueToKeyMappingEstimator.KeyOrdinality.ByValue))
            .Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(l1Regularization: 0, l2Regularization: 1)).Fit(data);

        float[] expected = [.. ScoredRow.ReadAll(ml, binary.Transform(test)).Select(row => row.Probability)];
        float[] actual = [.. multi.Transform(test).GetColumn<float[]>("Score").Select(scores => scores[1])];

        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-4);
    }

    [Fact]
    public void A_row_of_weight_two_counts_as_two_rows()
    {
        var ml = new MLContext(1);
        var rows = MulticlassRow.Some(90, seed: 5);
        MulticlassRow[] weighted = [.. rows.Select((row, i) => new MulticlassRow { Label = row.Label, Features = row.Features, Weight = i % 2 + 1 })];
        MulticlassRow[] repeated = [.. rows.SelectMany((row, i) => Enumerable.Repeat(row, i % 2 + 1))];

        float[] expected = Biases(repeated, null), actual = Biases(weighted, "Weight");

        for (int k = 0; k < 3; k++) Assert.Equal(expected[k], actual[k], 1e-3);

        float[] Biases(MulticlassRow[] some, string? weight)
        {
            var data = ml.Data.LoadFromEnumerable(some);
            return [.. ml.Transforms.Conversion.MapValueToKey("Label", keyOrdinality: Microsoft.ML.Transforms.ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
                .Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(exampleWeightColumnName: weight, l1Regularization: 0)).Fit(data).LastTransformer.Model.GetBiases()];
        }
    }

    [Fact]
    public void Cross_validation_sees_every_row_once()
    {
        var ml = new MLContext(1);
        IDataView data = ml.Data.LoadFromEnumerable(MulticlassRow.Some(200, seed: 7));

        var results = ml.MulticlassClassification.CrossValidate(data, ml.Transforms.Conversion.MapValueToKey("Label").Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy()), numberOfFolds: 4);

        Assert.Equal(200, results.Sum(result => result.ScoredHoldOutSet.GetColumn<uint>("PredictedLabel").Count()));
        Assert.All(results, result => Assert.InRange(result.Metrics.MacroAccuracy, 0.8, 1));
    }

    [Fact]
    public void A_label_that_is_no_key_is_refused_with_the_types()
    {
        var ml = new MLContext(1);
        IDataView data = ml.Data.LoadFromEnumerable(MulticlassRow.Some(9, seed: 1));

        var error = Assert.ThrowsAny<ArgumentException>(() => ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy().Fit(data));

        Assert.Contains("Schema mismatch for label column 'Label': expected Key<UInt32>, got String", error.Message, StringComparison.Ordinal);
    }

    private static IEstimator<ITransformer> Trainer(MLContext ml, string name) => name switch
    {
        "lbfgs" => ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(),
        "sdca" => ml.MulticlassClassification.Trainers.SdcaMaximumEntropy(),
        "ova(lr)" => ml.MulticlassClassification.Trainers.OneVersusAll(ml.BinaryClassification.Trainers.LbfgsLogisticRegression()),
        "ova(forest)" => ml.MulticlassClassification.Trainers.OneVersusAll(ml.BinaryClassification.Trainers.FastForest()),
        "ova(tree)" => ml.MulticlassClassification.Trainers.OneVersusAll(ml.BinaryClassification.Trainers.FastTree()),
        _ => ml.MulticlassClassification.Trainers.OneVersusAll(ml.BinaryClassification.Trainers.SdcaNonCalibrated(lossFunction: new HingeLoss())),
    };
}
