using Microsoft.ML;
using MlNetAudio.Dsp.Features;
using MlNetAudio.Pipelines.Experiments;

namespace MlNetAudio.Tests;

/// <summary>The examples of README.md, so that they always compile.</summary>
internal static class ReadmeExample
{
    public static float Run()
    {
        // Train and compare on your recordings (a folder per class, or a CSV manifest) ...
        var result = Experiment.Run(new ExperimentOptions { Dataset = "data/two-voices", Models = ["lr", "cnn"] });
        var best = result.Models.MaxBy(model => model.Metrics.Auc)!;

        // ... and score with the winner's file in any ML.NET pipeline.
        var mlContext = new MLContext();
        var calls = mlContext.Data.LoadFromEnumerable([new Call { Path = "data/two-voices/voice_a/sen_01.wav" }]);
        var scored = mlContext.Transforms.ScoreAudio(Path.Combine(result.Folder, best.Artifact)).Fit(calls).Transform(calls);
        float probability = mlContext.Data.CreateEnumerable<Call>(scored, reuseRowObject: false).First().Probability;
        return probability;
    }

    public static double InAnApp(string folder)
    {
        var mlContext = new MLContext(seed: 1);
        IDataView recordings = mlContext.Data.LoadAudio(folder, new() { PositiveLabel = "voice_b" });   // a row for each; no audio in memory
        var data = mlContext.Data.TrainTestSplit(recordings, testFraction: 0.3, samplingKeyColumnName: "Group");

        var pipeline = mlContext.Transforms.LoadAudio(new() { SampleRateHz = 16_000 })
            .Append(mlContext.Transforms.ExtractFeatureSet(new() { Features = [MfccOptions.Librosa with { SampleRateHz = 16_000 }] }))
            .Append(mlContext.Transforms.NormalizeMeanVariance("Features"))
            .AppendCacheCheckpoint(mlContext)
            .Append(mlContext.BinaryClassification.Trainers.LbfgsLogisticRegression());
        var model = pipeline.Fit(data.TrainSet);
        var metrics = mlContext.BinaryClassification.Evaluate(model.Transform(data.TestSet));
        return metrics.AreaUnderRocCurve;
    }

    private sealed class Call { public string Path { get; set; } = ""; public float Probability { get; set; } }
}
