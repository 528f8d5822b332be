using System.Text.Json;
using System.Text.RegularExpressions;
using MlNetAudio.Datasets;
using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Io;
using MlNetAudio.Pipelines.Experiments;
using MlNetAudio.Pipelines.Scoring;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Pipelines.Experiments;

public sealed partial class ExperimentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_sample_goes_the_whole_way_and_the_classical_models_tell_the_voices_apart()
    {
        var result = Run(new() { Dataset = RepositoryFiles.At("data", "two-voices"), Models = ["lr", "rf"], OutputFolder = _folder.At("run") });

        Assert.All(result.Models, model => Assert.True(model.Metrics.Auc > 0.8, $"{model.Name}: AUC {model.Metrics.Auc}"));
        Assert.Equal(20, result.Split.Test.Count);
        Assert.Empty(result.Split.Test.Select(clip => clip.Group).Intersect(result.Split.Train.Concat(result.Split.Validation).Select(clip => clip.Group)));
        foreach (string file in new[] { "config.json", "split.csv", "skipped.csv", "scores.csv", "metrics.json", "models/lr/model.onnx", "models/rf/model.onnx" })
            Assert.True(File.Exists(_folder.At("run", file)), file);
        Assert.Empty(Directory.EnumerateFiles(_folder.Root, "*.partial", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_seed_gives_the_same_metrics_twice_but_for_times()
    {
        var options = new ExperimentOptions { Dataset = SmallDataset(), Models = ["lr", "rf", "cnn", "lstm"], Epochs = 2, OutputFolder = _folder.At("run") };

        string first = WithoutTimes(Run(options).MetricsJson), second = WithoutTimes(Run(options).MetricsJson);

        Assert.Equal(first, second);
    }

    [Fact]
    public void Every_artifact_gives_the_probabilities_of_the_scores()
    {
        var result = Run(new() { Dataset = SmallDataset(), Epochs = 1, OutputFolder = _folder.At("run") });

        Assert.Equal(["lr", "rf", "cnn", "lstm"], result.Models.Select(model => model.Name));
        foreach (var model in result.Models)
        {
            using var artifact = new OnnxAudioModel(Path.Combine(result.Folder, model.Artifact));
            foreach (var clip in model.Scores)
            {
                var alone = artifact.Score([AudioFile.LoadMono(clip.Recording.Path, result.SampleRateHz)])[0];
                Assert.Equal(clip.Probabilities[1], alone.Probabilities[1], 1e-4f);   // the bound
            }
            Assert.Equal(model.Metrics.Auc, artifact.Metadata.Metrics["auc"]);
        }
    }

    [Fact]
    public void A_backend_that_is_not_there_is_refused_before_anything_is_read()
    {
        var error = Assert.Throws<ArgumentException>(() => Run(new() { Dataset = _folder.At("nowhere"), Backend = "abacus", OutputFolder = _folder.At("run") }));

        Assert.StartsWith("There is no backend 'abacus' in this program; it has cpu.", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.At("run")));
    }

    [Theory, InlineData("lstm"), InlineData("cnn")]
    public void A_card_says_how_much_of_a_clip_counts(string model)
    {
        Run(new() { Dataset = SmallDataset(), Models = [model], Epochs = 1, ClipSeconds = 0.64, OutputFolder = _folder.At("run") });

        Assert.Contains("It hears the first 0.64 seconds of a clip", File.ReadAllText(_folder.At("run", "models", model, "card.md")), StringComparison.Ordinal);
    }

    [Theory, InlineData("lr", "validation, learnt from as well"), InlineData("cnn", "validation"), InlineData("ds-cnn", "validation, learnt from as well"), InlineData("ensemble:lr+cnn", "validation, learnt from as well")]
    public void A_card_says_which_parts_a_model_learnt_from(string model, string part)
    {
        var result = Run(new() { Dataset = SmallDataset(), Models = [model], Epochs = 1, OutputFolder = _folder.At("run") });

        string card = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Path.Combine(result.Folder, result.Models[0].Artifact))!, "card.md"));
        Assert.Contains($"| {part} | {result.Split.Validation.Count} |", card, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_recording_is_skipped_and_listed()
    {
        string dataset = SmallDataset();
        File.WriteAllText(Path.Combine(dataset, "high", "clip0.wav"), "not audio");

        var result = Run(new() { Dataset = dataset, Models = ["lr"], OutputFolder = _folder.At("run") });

        var skipped = Assert.Single(result.Dataset.Skipped);
        Assert.Equal("high/clip0.wav", skipped.RelativePath);
        Assert.Contains("high/clip0.wav", File.ReadAllText(_folder.At("run", "skipped.csv")), StringComparison.Ordinal);
        Assert.Equal("high/clip0.wav", JsonDocument.Parse(result.MetricsJson).RootElement.GetProperty("skipped")[0].GetProperty("path").GetString());
    }

    [Fact]
    public void A_class_of_which_most_is_unreadable_stops_the_run()
    {
        string dataset = SmallDataset();
        foreach (string file in Directory.GetFiles(Path.Combine(dataset, "high")).Order().Take(7)) File.WriteAllText(file, "not audio");

        var error = Assert.Throws<DatasetException>(() => Run(new() { Dataset = dataset, Models = ["lr"], OutputFolder = _folder.At("run") }));

        Assert.Contains("high", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Three_labels_are_compared_without_a_positive_one()
    {
        var result = Run(new() { Dataset = SmallDataset("low", "middle", "high"), Epochs = 2, OutputFolder = _folder.At("run") });

        Assert.Null(result.Positive);
        Assert.All(result.Models, model => Assert.All(model.Scores, clip => Assert.Equal(1, clip.Probabilities.Sum(), 1e-4f)));
        Assert.Equal(3, JsonDocument.Parse(result.MetricsJson).RootElement.GetProperty("models")[0].GetProperty("metrics").GetProperty("confusion").GetArrayLength());
    }

    [Fact]
    public void A_positive_label_of_three_stands_against_the_rest()
    {
        var result = Run(new() { Dataset = SmallDataset("low", "middle", "high"), Models = ["lr"], Positive = "high", OutputFolder = _folder.At("run") });

        Assert.Equal(["not high", "high"], result.Labels);
        Assert.Equal("high", result.Positive);
    }

    [Fact]
    public void An_unknown_positive_label_is_refused_with_the_labels_there_are()
    {
        var error = Assert.Throws<ArgumentException>(() => Run(new() { Dataset = SmallDataset(), Positive = "loud", OutputFolder = _folder.At("run") }));

        Assert.Contains("high, low", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_with_other_things_in_it_is_left_alone()
    {
        Directory.CreateDirectory(_folder.At("run"));
        File.WriteAllText(_folder.At("run", "thesis.txt"), "years of work");

        var error = Assert.Throws<ArgumentException>(() => Run(new() { Dataset = SmallDataset(), Models = ["lr"], OutputFolder = _folder.At("run") }));

        Assert.Contains("not empty", error.Message, StringComparison.Ordinal);
        Assert.Equal("years of work", File.ReadAllText(_folder.At("run", "thesis.txt")));
    }

    [Fact]
    public void What_a_killed_run_was_writing_goes_with_the_next()
    {
        var options = new ExperimentOptions { Dataset = SmallDataset(), Models = ["lr"], OutputFolder = _folder.At("run") };
        Run(options);
        File.WriteAllText(_folder.At("run", "models", "lr", "model.onnx.0123.partial"), "half");
        File.WriteAllText(_folder.At("run", "notes.txt"), "mine");

        Run(options);

        Assert.Empty(Directory.EnumerateFiles(_folder.Root, "*.partial", SearchOption.AllDirectories));
        Assert.Equal("mine", File.ReadAllText(_folder.At("run", "notes.txt")));
    }

    [Fact]
    public void Copies_of_a_recording_on_both_sides_of_the_split_are_told()
    {
        string dataset = SmallDataset();
        for (int i = 1; i < 12; i++) File.Copy(Path.Combine(dataset, "low", "clip0.wav"), Path.Combine(dataset, "low", $"clip{i}.wav"), overwrite: true);

        var result = Run(new() { Dataset = dataset, Models = ["lr"], OutputFolder = _folder.At("run") });

        Assert.Contains(result.Notices, notice => notice.Contains("hold the same samples", StringComparison.Ordinal) && notice.Contains("low/clip", StringComparison.Ordinal));
    }

    [Fact]
    public void A_cancelled_run_leaves_only_whole_files()
    {
        using var cancellation = new CancellationTokenSource();
        var progress = new Immediate(step =>
        {
            if (step.Stage == "training cnn" && step.Done == 1) cancellation.Cancel();
        });

        Assert.ThrowsAny<OperationCanceledException>(() =>
            Experiment.Run(new() { Dataset = SmallDataset(), Models = ["lr", "cnn"], Epochs = 50, OutputFolder = _folder.At("run") }, progress, cancellation: cancellation.Token));

        Assert.True(File.Exists(_folder.At("run", "models", "lr", "model.onnx")));
        Assert.False(File.Exists(_folder.At("run", "models", "cnn", "model.onnx")));
        Assert.Empty(Directory.EnumerateFiles(_folder.Root, "*.partial", SearchOption.AllDirectories));
    }

    [Fact]
    public void One_epoch_is_the_kept_one_in_the_history()
    {
        var result = Run(new() { Dataset = SmallDataset(), Models = ["lstm"], Epochs = 5, OutputFolder = _folder.At("run") });

        var kept = Assert.Single(result.Models[0].History, epoch => epoch.Epoch == result.Models[0].BestEpoch);
        Assert.Equal(result.Models[0].History.Min(epoch => epoch.ValidationLoss), kept.ValidationLoss);
        string row = Assert.Single(File.ReadLines(_folder.At("run", "models", "lstm", "history.csv")).Skip(1), line => line.EndsWith(",1", StringComparison.Ordinal));
        Assert.StartsWith($"{kept.Epoch},", row, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(999)]
    [InlineData(768_001)]
    public void A_rate_that_no_recording_has_is_refused(int rate)
    {
        var error = Assert.ThrowsAny<ArgumentException>(() => new ExperimentOptions { Dataset = "d", SampleRateHz = rate });

        Assert.Equal($"SampleRateHz must be between 1000 and 768000, got {rate}.", error.Message);
    }

    [Fact]
    public void A_run_that_is_cut_off_goes_on_to_the_same_metrics()
    {
        var options = new ExperimentOptions { Dataset = SmallDataset(), Models = ["lr", "cnn", "gru", "ensemble:cnn+lr"], Epochs = 3, OutputFolder = _folder.At("whole") };
        string expected = WithoutTimes(Run(options).MetricsJson);
        using var cut = new CancellationTokenSource();
        var cutting = new Immediate(progress =>
        {
            if (progress is { Stage: "training gru", Done: 2 }) cut.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(() => Experiment.Run(options with { OutputFolder = _folder.At("cut") }, cutting, cancellation: cut.Token));
        Assert.True(File.Exists(_folder.At("cut", "models", "cnn", "checkpoint.bin")));

        var resumed = Run(options with { OutputFolder = _folder.At("cut"), Resumes = true });

        Assert.Equal(expected, WithoutTimes(resumed.MetricsJson));
    }

    [Fact]
    public void A_stop_ends_with_the_best_so_far_and_names_what_is_missing()
    {
        using var stop = new CancellationTokenSource();
        var stopping = new Immediate(progress =>
        {
            if (progress is { Stage: "training cnn", Done: 1 }) stop.Cancel();
        });

        var result = Experiment.Run(new() { Dataset = SmallDataset(), Models = ["lr", "cnn", "lstm"], Epochs = 20, OutputFolder = _folder.At("run") }, stopping,
            cancellation: TestContext.Current.CancellationToken, stop: stop.Token);

        Assert.Equal(["lr", "cnn"], result.Models.Select(model => model.Name));
        Assert.True(result.Models[1].History.Count < 20);
        Assert.True(File.Exists(_folder.At("run", "models", "cnn", "model.onnx")));
        Assert.Contains(result.Notices, notice => notice.StartsWith("The run was stopped", StringComparison.Ordinal) && notice.Contains("lstm was not trained", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("sdca"), InlineData("fasttree"), InlineData("lr-mfcc"), InlineData("rf-mfcc"), InlineData("mlp"), InlineData("conv-gru-lstm"), InlineData("wavenet"), InlineData("bc-resnet"), InlineData("deep-ensemble:grux2")]
    public void Every_kind_of_model_is_trained_exported_and_verified(string name)
    {
        var result = Run(new() { Dataset = SmallDataset(), Models = [name], Epochs = 1, OutputFolder = _folder.At("run"), TensorBoard = true });

        Assert.InRange(result.Models[0].Verification.LargestDifference, 0, ArtifactVerification.Tolerance);
        Assert.True(File.Exists(Path.Combine([result.Folder, .. result.Models[0].Artifact.Split('/')])));
    }

    [Theory]
    [InlineData("cnn")]
    [InlineData("lstm")]
    public void Spectrograms_take_the_place_of_recordings(string model)
    {
        string dataset = Spectrograms(mels: 16);

        var result = Run(new() { Dataset = dataset, Models = [model, "lr"], Epochs = 8, OutputFolder = _folder.At("run") });

        Assert.Equal(model, Assert.Single(result.Models).Name);
        Assert.Contains("The data set holds spectrograms, and lr is computed from recordings: left out.", result.Notices);
        Assert.True(result.Models[0].Metrics.Auc > 0.8, $"AUC {result.Models[0].Metrics.Auc}");
        using var artifact = new OnnxAudioModel(Path.Combine(result.Folder, result.Models[0].Artifact));
        Assert.Equal(new(16, result.ClipLength), artifact.Metadata.Spectrogram);
        foreach (var clip in result.Models[0].Scores)
        {
            var alone = artifact.Score([SpectrogramFile.Load(clip.Recording.Path).Values])[0];
            Assert.Equal(clip.Probabilities[1], alone.Probabilities[1], 1e-4f);
        }
        Assert.Throws<ArgumentException>(() => artifact.Score([new float[17]]));
    }

    [Fact]
    public void Spectrograms_that_do_not_fit_the_others_are_skipped()
    {
        string dataset = Spectrograms(mels: 16);
        NpyFile.Write(Path.Combine(dataset, "low", "clip0.npy"), [8, 20], new float[160]);

        var result = Run(new() { Dataset = dataset, Models = ["cnn"], Epochs = 1, OutputFolder = _folder.At("run") });

        Assert.Equal("its spectrogram has 8 bands, not 16", Assert.Single(result.Dataset.Skipped).Reason);
    }

    [Fact]
    public void What_only_recordings_have_is_refused_of_spectrograms()
    {
        string dataset = Spectrograms(mels: 16);
        Refuse("holds spectrograms, and lr, wavenet are computed from recordings", new() { Dataset = dataset, Models = ["lr", "wavenet"] });
        Refuse("leave the sample rate out", new() { Dataset = dataset, Models = ["cnn"], SampleRateHz = 8000 });
        Refuse("leave the clip length out", new() { Dataset = dataset, Models = ["cnn"], ClipSeconds = 1 });

        void Refuse(string message, ExperimentOptions options) =>
            Assert.Contains(message, Assert.Throws<ArgumentException>(() => Run(options with { OutputFolder = _folder.At("run") })).Message, StringComparison.Ordinal);
    }

    /// <summary>Of tones, in decibels, each some frames shorter than the one before.</summary>
    private string Spectrograms(int mels)
    {
        string tones = SmallDataset();
        var extractor = new LogMelExtractor(LogMelOptions.Librosa with { SampleRateHz = 8000, FftLength = 512, WindowLength = 512, HopLength = 128, MelBands = mels });
        int place = 0;
        foreach (string path in AudioFiles.Find(tones))
        {
            float[] samples = AudioFile.LoadMono(path, 8000);
            var spectrogram = extractor.Extract(samples.AsSpan(0, samples.Length - 128 * (place++ % 5)));
            NpyFile.Write(Path.ChangeExtension(path, ".npy"), [spectrogram.Features, spectrogram.Frames], spectrogram.Values);
            File.Delete(path);
        }
        return tones;
    }

    private static ExperimentResult Run(ExperimentOptions options) => Experiment.Run(options, cancellation: TestContext.Current.CancellationToken);

    private static string WithoutTimes(string json) => TrainSeconds().Replace(json, "");

    [GeneratedRegex("\"train_seconds\": [0-9.]+,")]
    private static partial Regex TrainSeconds();

    private string SmallDataset(params string[] labels) => Tones.Write(_folder.At("tones"), labels.Length == 0 ? ["low", "high"] : labels);

    private sealed class Immediate(Action<ExperimentProgress> report) : IProgress<ExperimentProgress>
    {
        public void Report(ExperimentProgress value) => report(value);
    }
}
