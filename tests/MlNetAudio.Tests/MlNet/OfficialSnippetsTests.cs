using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Transforms;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.MlNet;

/// <summary>Code as users of ML.NET write it, against the official API only: that it compiles on both stacks is half of the test.</summary>
public sealed class OfficialSnippetsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_split_train_evaluate_predict()
    {
        var mlContext = new MLContext(seed: 0);
        var logged = new List<string>();
        mlContext.Log += (_, e) => logged.Add($"{e.Kind} {e.Source}: {e.RawMessage}");

        IDataView dataView = mlContext.Data.LoadFromTextFile<ClipData>(WriteClips(), hasHeader: true, separatorChar: ',');
        DataOperationsCatalog.TrainTestData split = mlContext.Data.TrainTestSplit(dataView, testFraction: 0.3);
        var pipeline = mlContext.Transforms.Concatenate("Features", nameof(ClipData.Loudness), nameof(ClipData.Pitch), nameof(ClipData.Noise))
            .Append(mlContext.Transforms.NormalizeMinMax("Features"))
            .AppendCacheCheckpoint(mlContext)
            .Append(mlContext.BinaryClassification.Trainers.SdcaLogisticRegression(labelColumnName: "Label", featureColumnName: "Features"));
        var model = pipeline.Fit(split.TrainSet);
        CalibratedBinaryClassificationMetrics metrics = mlContext.BinaryClassification.Evaluate(model.Transform(split.TestSet), labelColumnName: "Label");
        var engine = mlContext.Model.CreatePredictionEngine<ClipData, ClipPrediction>(model);
        var prediction = engine.Predict(new ClipData { Loudness = 0.9f, Pitch = 0.9f, Noise = 0.1f });

        Assert.True(metrics.Accuracy > 0.8, $"accuracy {metrics.Accuracy}");
        Assert.True(prediction.Prediction && prediction.Probability > 0.5f);
        Assert.Contains("Confusion table", metrics.ConfusionMatrix.GetFormattedConfusionTable(), StringComparison.Ordinal);
        Assert.NotEmpty(logged);
    }

    [Fact]
    public void Look_into_the_weights_of_a_linear_model()
    {
        var mlContext = new MLContext(seed: 0);
        IDataView data = Concatenated(mlContext);

        var trained = mlContext.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
        {
            MaximumNumberOfIterations = 100,
            OptimizationTolerance = 1e-8f,
            L2Regularization = 0.01f,
        }).Fit(data);
        CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator> parameters = trained.Model;
        IReadOnlyList<float> weights = parameters.SubModel.Weights;

        Assert.Equal(3, weights.Count);
        Assert.True(weights[1] > Math.Abs(weights[2]) && float.IsFinite(parameters.SubModel.Bias));
    }

    [Fact]
    public void Look_into_the_trees_of_a_boosted_model()
    {
        var mlContext = new MLContext(seed: 0);

        var trained = mlContext.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options { NumberOfTrees = 5, NumberOfLeaves = 4, LearningRate = 0.1 }).Fit(Concatenated(mlContext));
        RegressionTreeEnsemble trees = trained.Model.SubModel.TrainedTreeEnsemble;

        Assert.All(trees.Trees, tree => Assert.Equal(tree.NumberOfLeaves, tree.NumberOfNodes + 1));
    }

    [Fact]
    public void Cross_validate_and_average()
    {
        var mlContext = new MLContext(seed: 0);
        IEstimator<ITransformer> trainer = mlContext.BinaryClassification.Trainers.FastForest(numberOfTrees: 20);

        IReadOnlyList<TrainCatalogBase.CrossValidationResult<BinaryClassificationMetrics>> results =
            mlContext.BinaryClassification.CrossValidateNonCalibrated(Concatenated(mlContext), trainer, numberOfFolds: 4);

        Assert.True(results.Average(fold => fold.Metrics.AreaUnderRocCurve) > 0.8);
        Assert.Equal([0, 1, 2, 3], results.Select(fold => fold.Fold));
    }

    [Fact]
    public void Several_classes_with_keys_there_and_back()
    {
        var mlContext = new MLContext(seed: 0);
        var data = mlContext.Data.LoadFromEnumerable(MulticlassRow.Some(200, seed: 1));

        var pipeline = mlContext.Transforms.Conversion.MapValueToKey(outputColumnName: "Label", keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
            .Append(mlContext.MulticlassClassification.Trainers.SdcaMaximumEntropy("Label", "Features"))
            .Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        var model = pipeline.Fit(data);
        MulticlassClassificationMetrics metrics = mlContext.MulticlassClassification.Evaluate(model.Transform(data), topKPredictionCount: 2);
        var engine = mlContext.Model.CreatePredictionEngine<MulticlassRow, NamedPrediction>(model);

        Assert.True(metrics.MacroAccuracy > 0.9 && metrics.TopKAccuracy >= metrics.MicroAccuracy);
        Assert.Equal("meow", engine.Predict(new MulticlassRow { Label = "bark", Features = [-2, -1] }).PredictedLabel);
    }

    [Fact]
    public void Several_classes_one_versus_all()
    {
        var mlContext = new MLContext(seed: 0);
        var data = mlContext.Data.LoadFromEnumerable(MulticlassRow.Some(200, seed: 1));

        var pipeline = mlContext.Transforms.Conversion.MapValueToKey("Label")
            .Append(mlContext.MulticlassClassification.Trainers.OneVersusAll(mlContext.BinaryClassification.Trainers.AveragedPerceptron(numberOfIterations: 5)));

        Assert.True(mlContext.MulticlassClassification.Evaluate(pipeline.Fit(data).Transform(data)).MicroAccuracy > 0.9);
    }

    [Fact]
    public void Clean_filter_cache_shuffle_take()
    {
        var mlContext = new MLContext(seed: 0);
        IDataView data = mlContext.Data.LoadFromTextFile<ClipData>(WriteClips(), hasHeader: true, separatorChar: ',');

        data = mlContext.Data.FilterRowsByColumn(data, nameof(ClipData.Noise), lowerBound: 0.1, upperBound: 0.9);
        data = mlContext.Data.FilterByCustomPredicate<ClipData>(data, clip => clip.Loudness < 0.01f);
        data = mlContext.Data.TakeRows(mlContext.Data.SkipRows(mlContext.Data.ShuffleRows(mlContext.Data.Cache(data)), 2), 20);
        ClipData[] rows = [.. mlContext.Data.CreateEnumerable<ClipData>(data, reuseRowObject: false)];

        Assert.Equal(20, rows.Length);
        Assert.All(rows, row => Assert.InRange(row.Noise, 0.1f, 0.9f));
    }

    [Fact]
    public void Which_feature_matters()
    {
        var mlContext = new MLContext(seed: 0);
        IDataView data = Concatenated(mlContext);
        var model = mlContext.BinaryClassification.Trainers.LbfgsLogisticRegression().Fit(data);

        var importance = mlContext.BinaryClassification.PermutationFeatureImportance(model, data, permutationCount: 3);

        Assert.True(Math.Abs(importance[1].AreaUnderRocCurve.Mean) > Math.Abs(importance[2].AreaUnderRocCurve.Mean));
    }

    [Fact]
    public void Save_load_and_export()
    {
        var mlContext = new MLContext(seed: 0);
        IDataView data = Concatenated(mlContext);
        ITransformer trained = mlContext.BinaryClassification.Trainers.FastForest(numberOfTrees: 10).Append(mlContext.BinaryClassification.Calibrators.Platt()).Fit(data);

        string file = Path.Combine(_folder.Root, "model.zip"), onnx = Path.Combine(_folder.Root, "model.onnx");
        mlContext.Model.Save(trained, data.Schema, file);
        ITransformer loaded = mlContext.Model.Load(file, out DataViewSchema schema);
        using (FileStream stream = File.Create(onnx)) mlContext.Model.ConvertToOnnx(trained, data, stream);
        IDataView scored = mlContext.Transforms.ApplyOnnxModel(onnx).Fit(data).Transform(data);

        Assert.Equal(trained.Transform(data).GetColumn<float>("Probability"), loaded.Transform(data).GetColumn<float>("Probability"));
        Assert.NotNull(schema.GetColumnOrNull("Features"));
        Assert.NotNull(scored.Schema.GetColumnOrNull("Score"));
    }

    private IDataView Concatenated(MLContext mlContext)
    {
        IDataView data = mlContext.Data.LoadFromTextFile<ClipData>(WriteClips(), hasHeader: true, separatorChar: ',');
        return mlContext.Transforms.Concatenate("Features", nameof(ClipData.Loudness), nameof(ClipData.Pitch), nameof(ClipData.Noise)).Fit(data).Transform(data);
    }

    private string WriteClips()
    {
        var random = new Random(11);
        var lines = Enumerable.Range(0, 300).Select(_ =>
        {
            float loudness = random.NextSingle(), pitch = random.NextSingle(), noise = random.NextSingle();
            return FormattableString.Invariant($"{(0.5f * loudness + pitch + 0.2f * random.NextSingle() > 0.85f ? "true" : "false")},{loudness},{pitch},{noise}");
        });
        string path = Path.Combine(_folder.Root, "clips.csv");
        File.WriteAllLines(path, lines.Prepend("label,loudness,pitch,noise"));
        return path;
    }

    private sealed class ClipData
    {
        [LoadColumn(0)]
        public bool Label { get; set; }

        [LoadColumn(1)]
        public float Loudness { get; set; }

        [LoadColumn(2)]
        public float Pitch { get; set; }

        [LoadColumn(3)]
        public float Noise { get; set; }
    }

    private sealed class ClipPrediction
    {
        [ColumnName("PredictedLabel")]
        public bool Prediction { get; set; }

        public float Probability { get; set; }

        public float Score { get; set; }
    }

    private sealed class NamedPrediction
    {
        public string PredictedLabel { get; set; } = "";

        public float[] Score { get; set; } = [];
    }
}
