using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetAudio.Dsp.Features;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.MlNet;

/// <summary>A program as the official samples are written, from recordings to a confusion table; it compiles unchanged on both stacks.</summary>
public sealed class AudioProgramTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Two_classes_from_a_folder_to_a_confusion_table()
    {
        var mlContext = new MLContext(seed: 0);

        IDataView dataView = mlContext.Data.LoadAudio(Tones.Write(_folder.Root, ["low", "high"], clipsPerLabel: 20), new() { PositiveLabel = "high" });
        DataOperationsCatalog.TrainTestData splitDataView = mlContext.Data.TrainTestSplit(dataView, testFraction: 0.2, samplingKeyColumnName: "Group");

        var estimator = mlContext.Transforms.LoadAudio(new() { SampleRateHz = 8_000, ClipSamples = 3_000 })
            .Append(mlContext.Transforms.ExtractMfcc(MfccOptions.Librosa with { SampleRateHz = 8_000, MelBands = 40, Coefficients = 13 }, "Mfcc"))
            .Append(mlContext.Transforms.ExtractAudioStatistics("Statistics"))
            .Append(mlContext.Transforms.Concatenate("Features", "Statistics"))
            .Append(mlContext.Transforms.NormalizeMinMax("Features"))
            .AppendCacheCheckpoint(mlContext)
            .Append(mlContext.BinaryClassification.Trainers.SdcaLogisticRegression(labelColumnName: "Label", featureColumnName: "Features"));
        var model = estimator.Fit(splitDataView.TrainSet);

        IDataView predictions = model.Transform(splitDataView.TestSet);
        CalibratedBinaryClassificationMetrics metrics = mlContext.BinaryClassification.Evaluate(predictions, "Label");
        string table = metrics.ConfusionMatrix.GetFormattedConfusionTable();

        Assert.Equal(1, metrics.AreaUnderRocCurve);
        Assert.Contains("Confusion table", table, StringComparison.Ordinal);
        Assert.Equal([13, 6], ((VectorDataViewType)predictions.Schema["Mfcc"].Type).Dimensions);

        PredictionEngine<Recording, Prediction> engine = mlContext.Model.CreatePredictionEngine<Recording, Prediction>(model);
        Assert.True(engine.Predict(new Recording { Path = _folder.At("high", "clip3.wav") }).PredictedLabel);
        Assert.False(engine.Predict(new Recording { Path = _folder.At("low", "clip3.wav") }).PredictedLabel);
    }

    [Fact]
    public void Three_classes_by_statistics_of_features_over_time()
    {
        var mlContext = new MLContext(seed: 0);

        IDataView data = mlContext.Data.LoadAudio(Tones.Write(_folder.Root, ["low", "middle", "high"], clipsPerLabel: 15));
        var split = mlContext.Data.TrainTestSplit(data, testFraction: 0.3, samplingKeyColumnName: "Group");
        var pipeline = mlContext.Transforms.Conversion.MapValueToKey("Label")
            .Append(mlContext.Transforms.LoadAudio(new() { SampleRateHz = 8_000 }))
            .Append(mlContext.Transforms.ExtractFeatureSet(new() { Features = [MfccOptions.Librosa with { SampleRateHz = 8_000, MelBands = 40 }, SpectralCentroidOptions.Librosa with { SampleRateHz = 8_000 }] }))
            .Append(mlContext.Transforms.NormalizeMeanVariance("Features", fixZero: false))
            .AppendCacheCheckpoint(mlContext)
            .Append(mlContext.MulticlassClassification.Trainers.LbfgsMaximumEntropy())
            .Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        var model = pipeline.Fit(split.TrainSet);

        MulticlassClassificationMetrics metrics = mlContext.MulticlassClassification.Evaluate(model.Transform(split.TestSet));

        Assert.Equal(1, metrics.MacroAccuracy);
        Assert.Contains("Confusion table", metrics.ConfusionMatrix.GetFormattedConfusionTable(), StringComparison.Ordinal);
    }

    private sealed class Recording
    {
        public string Path { get; set; } = "";

        // The chain's input schema has these, too; a prediction does not need them.
        public bool Label { get; set; }
    }

    private sealed class Prediction
    {
        public bool PredictedLabel { get; set; }

        public float Probability { get; set; }
    }
}
