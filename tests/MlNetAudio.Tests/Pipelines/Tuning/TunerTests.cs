using System.Text.Json.Nodes;
using MlNetAudio.Datasets;
using MlNetAudio.Dsp.Io;
using MlNetAudio.Pipelines.Experiments;
using MlNetAudio.Pipelines.Tuning;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Pipelines.Tuning;

public sealed class TunerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_best_config_trains_the_best_trial()
    {
        var result = Run("rf", trials: 3, "trees=5,10,20", "leaves=2..8");

        Assert.Equal([1, 2, 3], result.Trials.Select(trial => trial.Number));
        Assert.Equal(result.Trials.Min(trial => trial.LogLoss), result.Best.LogLoss);
        var options = ExperimentConfig.Read((JsonObject)JsonNode.Parse(File.ReadAllText(result.BestConfig))!);
        Assert.Equal(result.Best.Settings["trees"], $"{((MlNetAudio.Pipelines.Classical.RandomForestOptions)options.ModelOptions["rf"]).Trees}");
        Assert.Equal("trial,ending,log_loss,auc,accuracy,epochs,seconds,trees,leaves,fault", File.ReadLines(_folder.At("tune", "trials.csv")).First());
        Assert.Equal(4, File.ReadLines(_folder.At("tune", "trials.csv")).Count());
    }

    [Fact]
    public void A_search_that_was_killed_ends_with_the_trials_of_one_that_was_not()
    {
        using var cancellation = new CancellationTokenSource();
        var whole = Without(Run("cnn", trials: 5, Space));
        var progress = new Immediate(step =>
        {
            if (step is { Stage: "trial 3 of 5", Done: 1 }) cancellation.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(() => Tuner.Run(Options("cnn", 5, Space), progress, cancellation: cancellation.Token));
        Assert.Equal(2, File.ReadLines(_folder.At("tune", "trials.jsonl")).Count());

        var resumed = Tuner.Resume(_folder.At("tune"), cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(whole, Without(resumed));
    }

    [Fact]
    public void More_trials_are_made_of_a_search_that_has_ended()
    {
        Run("rf", trials: 2, "trees=5,10,20");

        var result = Tuner.Resume(_folder.At("tune"), options => options with { Trials = 4 }, cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(4, result.Trials.Count);
    }

    [Fact]
    public void The_test_part_decides_nothing()
    {
        var first = Run("rf", trials: 2, "trees=5,10,20");
        var split = DatasetSplitter.Split(AudioDataset.Load(_folder.At("tones")), new() { Seed = 1 });
        foreach (var recording in split.Test) WavWriter.Write(recording.Path, new AudioClip(8_000, Some.Floats(3_000, seed: 9)));

        var second = Tuner.Run(Options("rf", 2, "trees=5,10,20"), cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(Without(first), Without(second));
    }

    [Fact]
    public void A_trial_whose_settings_do_not_fit_fails_and_the_search_goes_on()
    {
        var result = Run("cnn", trials: 6, "channels=4/2,2,2,2,2,2,2,2,2", "training.epochs=1");

        var failed = result.Trials.Where(trial => trial.Ending == TrialEnding.Failed).ToArray();
        Assert.InRange(failed.Length, 1, 5);
        Assert.All(failed, trial => Assert.Equal((null, "2,2,2,2,2,2,2,2,2"), (trial.LogLoss, trial.Settings["network.channels"])));
        Assert.All(failed, trial => Assert.NotEmpty(trial.Fault!));
        Assert.Equal("4", result.Best.Settings["network.channels"]);
    }

    [Fact]
    public void A_trial_worse_than_the_median_is_stopped()
    {
        var result = Run("cnn", trials: 10, "learning_rate=1e-7,3e-3", "channels=4", "hidden=8", "training.epochs=4");

        Assert.Contains(result.Trials, trial => trial.Ending == TrialEnding.Stopped && trial.Curve.Count < 4 && trial.LogLoss is not null);
        Assert.Equal(TrialEnding.Complete, result.Best.Ending);
        Assert.Equal(0.003f, float.Parse(result.Best.Settings["training.learning_rate"], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Changed_recordings_are_not_compared_with_older_trials()
    {
        Run("rf", trials: 1, "trees=5,10");
        File.Copy(_folder.At("tones", "low", "clip0.wav"), _folder.At("tones", "low", "clip99.wav"));

        var error = Assert.Throws<DatasetException>(() => Tuner.Resume(_folder.At("tune"), cancellation: TestContext.Current.CancellationToken));

        Assert.Contains("is not as it was when the search", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_search_is_refused()
    {
        var error = Assert.Throws<InvalidDataException>(() => Tuner.Resume(_folder.Root));

        Assert.EndsWith("no search of mlaudio tune lies here, for there is no config.json.", error.Message, StringComparison.Ordinal);
    }

    private static readonly string[] Space = ["learning_rate=log:1e-4..1e-2", "n_mels=16,32", "channels=4/2,4", "hidden=8", "training.epochs=2"];

    private TuningResult Run(string model, int trials, params string[] space) => Tuner.Run(Options(model, trials, space), cancellation: TestContext.Current.CancellationToken);

    private TuningOptions Options(string model, int trials, params string[] space)
    {
        var options = KnownModels.Defaults(model);
        return new()
        {
            Experiment = new() { Dataset = Directory.Exists(_folder.At("tones")) ? _folder.At("tones") : Tones.Write(_folder.At("tones"), ["low", "high"]), Models = [model], OutputFolder = _folder.At("tune") },
            Space = space.Aggregate(SearchSpace.Empty, (all, word) => all.With(options, word.Split('=')[0], word.Split('=')[1])),
            Trials = trials,
        };
    }

    /// <summary>What a search found, but for times.</summary>
    private static string[] Without(TuningResult result) =>
        [.. result.Trials.Select(trial => FormattableString.Invariant($"{trial.Number} {trial.Ending} {string.Join(' ', trial.Settings)} {trial.LogLoss:R} {trial.Auc:R} {trial.Accuracy:R} {string.Join(' ', trial.Curve)} {trial.Fault}"))];

    private sealed class Immediate(Action<ExperimentProgress> report) : IProgress<ExperimentProgress>
    {
        public void Report(ExperimentProgress value) => report(value);
    }
}
