using System.Text.Json;
using MlNetAudio.Datasets;
using MlNetAudio.Dsp.Io;
using MlNetAudio.Pipelines.Experiments;
using MlNetAudio.Pipelines.Scoring;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Pipelines.CrossValidation;

public sealed class CrossValidatorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_clip_is_scored_by_the_artifact_of_its_fold_and_one_more_ships()
    {
        var result = Run(["lr", "cnn"], new() { Count = 3 });

        Assert.Equal(24, result.Tested.Count);
        foreach (var model in result.Models)
        {
            Assert.Equal([1, 2, 3], model.CrossValidation!.Folds.Select(fold => fold.Fold));
            Assert.Equal(24, model.Scores.Count);
            foreach (var fold in model.CrossValidation.Folds)
            {
                using var artifact = new OnnxAudioModel(Path.Combine(result.Folder, fold.Artifact));
                foreach (var clip in model.Scores.Where(clip => clip.Fold == fold.Fold))
                    Assert.Equal(clip.Probabilities[1], artifact.Score([AudioFile.LoadMono(clip.Recording.Path, result.SampleRateHz)])[0].Probabilities[1], 1e-4f);   // one clip alone or in a batch
                Assert.Equal(fold.Metrics.Auc, artifact.Metadata.Metrics["auc"]);
            }
            using var shipped = new OnnxAudioModel(Path.Combine(result.Folder, model.Artifact));
            Assert.Equal(model.CrossValidation.Auc.Mean, shipped.Metadata.Metrics["cross_validated_auc"]);
            Assert.Contains("never evaluated itself", File.ReadAllText(_folder.At("run", "models", model.Name, "card.md")), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_files_name_the_folds()
    {
        var result = Run(["lr"], new() { Count = 3 });

        Assert.Equal("path,label,group,fold,fold_1,fold_2,fold_3,shipped", File.ReadLines(_folder.At("run", "split.csv")).First());
        Assert.All(File.ReadLines(_folder.At("run", "split.csv")).Skip(1), line => Assert.Single(line.Split("\"test\"").Skip(1)));
        Assert.Equal("model,fold,path,label,group,predicted,probability,score", File.ReadLines(_folder.At("run", "scores.csv")).First());
        var model = JsonDocument.Parse(result.MetricsJson).RootElement.GetProperty("models")[0];
        double[] areas = [.. model.GetProperty("cross_validation").GetProperty("folds").EnumerateArray().Select(fold => fold.GetProperty("metrics").GetProperty("auc").GetDouble())];
        Assert.Equal(areas.Average(), model.GetProperty("cross_validation").GetProperty("auc").GetProperty("mean").GetDouble(), 1e-12);
        Assert.Equal(24, model.GetProperty("metrics").GetProperty("confusion").EnumerateArray().SelectMany(row => row.EnumerateArray()).Sum(count => count.GetInt32()));
    }

    [Fact]
    public void A_run_that_replaces_one_over_folds_leaves_nothing_of_it()
    {
        Run(["lr"], new() { Count = 3 });

        Run(["lr"], null);

        Assert.Equal(["card.md", "model.onnx"], Directory.EnumerateFileSystemEntries(_folder.At("run", "models", "lr")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_cross_validation_that_is_stopped_reports_nothing_of_half_its_folds()
    {
        using var stop = new CancellationTokenSource();
        var progress = new Immediate(step =>
        {
            if (step is { Stage: "training cnn, fold 2 of 3", Done: 1 }) stop.Cancel();
        });

        var error = Assert.Throws<OperationCanceledException>(() => Experiment.Run(
            new() { Dataset = Tones.Write(_folder.At("tones"), ["low", "high"]), Models = ["cnn"], Epochs = 3, Folds = new() { Count = 3 }, OutputFolder = _folder.At("run") },
            progress, cancellation: TestContext.Current.CancellationToken, stop: stop.Token));

        Assert.StartsWith("The cross-validation was stopped at cnn, fold 2 of 3;", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.At("run", "metrics.json")));
    }

    [Fact]
    public void A_fold_in_which_no_clip_is_positive_is_refused()
    {
        string dataset = Tones.Write(_folder.At("tones"), ["low", "middle", "high"]);
        var lines = Directory.EnumerateFiles(dataset, "*.wav", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select((file, i) =>
        {
            string label = Path.GetFileName(Path.GetDirectoryName(file)!);
            return $"{label}/{Path.GetFileName(file)},{label},{(label == "high" ? i % 2 : i % 3)}";
        });
        File.WriteAllLines(Path.Combine(dataset, "manifest.csv"), lines.Prepend("path,label,fold"));

        var error = Assert.Throws<DatasetException>(() => Experiment.Run(new() { Dataset = dataset, Models = ["lr"], Positive = "high", Folds = new() { Column = "fold" }, OutputFolder = _folder.At("run") }));

        Assert.StartsWith("Fold 3 holds 'not high' only", error.Message, StringComparison.Ordinal);
    }

    private ExperimentResult Run(string[] models, FoldOptions? folds) => Experiment.Run(
        new() { Dataset = Tones.Write(_folder.At("tones"), ["low", "high"]), Models = models, Epochs = 1, Folds = folds, OutputFolder = _folder.At("run") }, cancellation: TestContext.Current.CancellationToken);

    private sealed class Immediate(Action<ExperimentProgress> report) : IProgress<ExperimentProgress>
    {
        public void Report(ExperimentProgress value) => report(value);
    }
}
