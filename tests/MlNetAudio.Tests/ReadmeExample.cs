using Microsoft.ML;
using MlNetAudio.Pipelines.Experiments;

namespace MlNetAudio.Tests;

/// <summary>The example of README.md, so that it always compiles.</summary>
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

    private sealed class Call { public string Path { get; set; } = ""; public float Probability { get; set; } }
}
