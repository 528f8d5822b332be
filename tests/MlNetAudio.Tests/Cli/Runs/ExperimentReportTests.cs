using MlNetAudio.Cli.Runs;
using MlNetAudio.Pipelines.Experiments;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Cli.Runs;

public sealed class ExperimentReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_parts_count_the_labels_that_the_models_tell_apart()
    {
        var result = Run(Tones.Write(_folder.At("tones"), ["low", "middle", "high"]), "lr", positive: "high");

        var report = ExperimentReport.Of(result);

        Assert.Equal(["not high", "high"], report.Labels);
        Assert.All(report.Split, part => Assert.Equal((part.Clips, 2 * part.PerLabel[1]), (part.PerLabel.Sum(), part.PerLabel[0])));
    }

    [Fact]
    public void One_epoch_is_reported_as_kept()
    {
        var result = Run(Tones.Write(_folder.At("tones"), ["low", "high"]), "lstm");

        var history = ExperimentReport.Of(result).Models[0].History;

        Assert.Equal(result.Models[0].BestEpoch, Assert.Single(history, epoch => epoch.IsBest).Epoch);
    }

    [Fact]
    public void Where_not_every_mistake_gets_a_player_those_of_most_models_do()
    {
        var result = Run(Tones.Write(_folder.At("tones"), ["low", "high"], clipsPerLabel: 40), "lr");
        ScoredClip[] wrong = [.. result.Dataset.Recordings.Select(recording => new ScoredClip(recording, Actual: 0, Predicted: 1, [0.25f, 0.75f], 1))];
        var once = result.Models[0] with { Name = "once", Scores = wrong };
        var last = result.Models[0] with { Name = "last", Scores = wrong[^1..] };

        var report = ExperimentReport.Of(result with { Models = [once, last] });

        Assert.Equal(60, report.Models[0].Misclassified.Count(clip => clip.Wav is not null));
        Assert.NotNull(Assert.Single(report.Models[1].Misclassified).Wav);
        Assert.Contains("80 clips were misclassified by some model; the 60 that most models got wrong have a player.", report.Notes);
    }

    private ExperimentResult Run(string dataset, string model, string? positive = null) => Experiment.Run(
        new() { Dataset = dataset, Models = [model], Positive = positive, Epochs = 5, OutputFolder = _folder.At("run") }, cancellation: TestContext.Current.CancellationToken);
}
