using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Io;
using MlNetAudio.Networks;
using MlNetAudio.Networks.Cpu;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Onnx.Export;
using MlNetAudio.Pipelines.Loading;
using MlNetAudio.Pipelines.Scoring;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Pipelines.Scoring;

public sealed class ScoreAudioTests : IDisposable
{
    private static readonly float[] Weights = [3, -2, 5, 1];
    private const float Bias = -0.7f;

    private readonly TemporaryFolder _folder = new();
    private readonly MLContext _ml = new(seed: 1);

    public void Dispose() => _folder.Dispose();

    [Theory, InlineData(1, 1), InlineData(3, 2), InlineData(16, 128)]
    public void Every_row_gets_the_answer_of_its_own_recording_whatever_the_batch(int batchSize, int rowsAhead)
    {
        string model = BinaryModel();
        var recordings = Recordings(count: 7);
        var view = _ml.Data.LoadFromEnumerable(recordings);

        var scored = _ml.Transforms.ScoreAudio(model, options: new() { BatchSize = batchSize, RowsAhead = rowsAhead }).Fit(view).Transform(view);

        var answers = _ml.Data.CreateEnumerable<Answer>(scored, reuseRowObject: false).ToArray();
        Assert.Equal(recordings.Select(recording => recording.Name), answers.Select(answer => answer.Name));
        foreach (var (recording, answer) in recordings.Zip(answers))
        {
            float expected = Probability(AudioFile.LoadMono(recording.Path, 16_000));
            Assert.Equal(expected, answer.Probability, 1e-5f);   // float32 features and sums
            Assert.Equal(expected > 0.5f, answer.PredictedLabel);
            Assert.Equal(expected > 0.5f ? "b" : "a", answer.PredictedLabelName);
            Assert.Equal(1, answer.Probabilities.Sum(), 1e-5f);
            Assert.Equal(expected, 1 / (1 + MathF.Exp(-answer.Score)), 1e-5f);
        }
    }

    [Theory]
    [InlineData(0, 16)]
    [InlineData(16_000, 16)]
    [InlineData(1 << 20, 4)]
    [InlineData(57_600_000, 1)]   // an hour at 16 kHz
    public void Very_long_clips_share_smaller_batches(int samples, int clips) => Assert.Equal(clips, ClipSession.ClipsInBatch(samples, batchSize: 16));

    [Theory]
    [InlineData(4, 4096)]
    [InlineData(16_000, 16)]
    [InlineData(57_600_000, 1)]
    public void Without_a_batch_size_short_clips_share_large_batches(int samples, int clips) => Assert.Equal(clips, ClipSession.ClipsInBatch(samples, batchSize: null));

    [Fact]
    public void The_scored_columns_are_what_Evaluate_reads()
    {
        string model = BinaryModel();
        var view = _ml.Data.LoadFromEnumerable(Recordings(count: 8));

        var metrics = _ml.BinaryClassification.Evaluate(_ml.Transforms.ScoreAudio(model).Fit(view).Transform(view));

        Assert.InRange(metrics.AreaUnderRocCurve, 0, 1);
        Assert.True(metrics.LogLoss > 0);
    }

    [Fact]
    public void Thousands_of_short_clips_get_their_own_answers()
    {
        var network = new NetworkSpec(Shape.Of(1, 4), [new Flatten(), new Linear(1)]);
        using var trained = new CpuBackend(threads: 1).Create(network, seed: 1);
        var weights = trained.ReadWeights();
        string model = _folder.At("short.onnx");
        AudioArtifact.Save(model, new WaveformFrontEnd { SampleRateHz = 16_000, ClipSamples = 4 }, new NetworkHead(network, weights), Metadata("a", "b") with { ClipSamples = 4 });
        Clip[] clips = [.. Enumerable.Range(0, 40_000).Select(i => new Clip { Samples = Some.Floats(3 + i % 3, seed: i) })];   // padded, whole and cropped
        var view = _ml.Data.LoadFromEnumerable(clips);

        float[] scores = [.. _ml.Transforms.ScoreAudio(model, "Samples").Fit(view).Transform(view).GetColumn<float>("Score")];

        var parameters = network.Parameters.Select(parameter => weights[parameter.Name].ToArray()).ToArray();
        Assert.Equal(clips.Length, scores.Length);
        for (int i = 0; i < clips.Length; i++) Assert.Equal(parameters[1][0] + clips[i].Samples.Take(4).Zip(parameters[0], (sample, weight) => sample * weight).Sum(), scores[i], 1e-5f);
    }

    [Fact]
    public void A_step_after_scoring_sees_the_announced_columns()
    {
        string model = BinaryModel();
        var view = _ml.Data.LoadFromEnumerable(Recordings(count: 3));
        var chain = _ml.Transforms.ScoreAudio(model).Append(_ml.Transforms.Concatenate("Both", "Score", "Probability"));

        var scored = chain.Fit(view).Transform(view);

        Assert.Equal(2, Assert.IsType<VectorDataViewType>(scored.Schema["Both"].Type).Size);
        Assert.Equal(3, scored.GetColumn<float[]>("Both").Count());
    }

    [Fact]
    public void Samples_are_scored_one_at_a_time_by_a_prediction_engine()
    {
        string model = BinaryModel();
        float[] low = Some.Sine(200, 16_000, 8_000, 0.9), noise = Some.Floats(9_000, seed: 3);
        var empty = _ml.Data.LoadFromEnumerable(Array.Empty<Clip>());
        using var engine = _ml.Model.CreatePredictionEngine<Clip, Answer>(_ml.Transforms.ScoreAudio(model, "Samples").Fit(empty));

        float first = engine.Predict(new Clip { Samples = low }).Probability, second = engine.Predict(new Clip { Samples = noise }).Probability;

        Assert.Equal(Probability(low), first, 1e-5f);
        Assert.Equal(Probability(noise), second, 1e-5f);
    }

    [Fact]
    public void Disposing_a_chain_closes_the_model_and_the_estimator_opens_it_again()
    {
        string model = BinaryModel();
        var view = _ml.Data.LoadFromEnumerable(Recordings(count: 2));
        var estimator = _ml.Transforms.ScoreAudio(model);
        var chain = estimator.Append(_ml.Transforms.Concatenate("Both", "Score", "Probability")).Fit(view);
        var scored = chain.Transform(view);

        chain.Dispose();

        Assert.Throws<ObjectDisposedException>(() => scored.GetColumn<float>("Probability").ToArray());
        using var again = estimator.Fit(view);
        Assert.Equal(2, again.Transform(view).GetColumn<float>("Probability").Count());
    }

    [Fact]
    public void Rows_that_come_in_another_order_each_time_are_not_given_the_answers_of_others()
    {
        string model = BinaryModel();
        var recordings = Recordings(count: 4);
        int reads = 0;
        var view = _ml.Data.FilterRowsByColumn(_ml.Data.LoadFromEnumerable(recordings.Select((recording, i) =>
        {
            if (i == 0) reads++;
            recording.Loudness = i == reads % 2 ? 1 : 0;   // the first reading leaves out another row than the second
            return recording;
        })), nameof(NamedRecording.Loudness), upperBound: 1);

        var scored = _ml.Transforms.ScoreAudio(model).Fit(view).Transform(view);

        var error = Assert.Throws<InvalidOperationException>(() => scored.GetColumn<float>("Probability").ToArray());
        Assert.Contains("Data.Cache", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_of_three_labels_gives_a_probability_for_each()
    {
        string model = _folder.At("three.onnx");
        AudioArtifact.Save(model, new AudioStatisticsFrontEnd { SampleRateHz = 16_000 },
            new LinearHead(new([0, 0, 0, 0], [1, 1, 1, 1]), [Weights, [1, 2, 3, 4], [-1, 0, 0, 2]], [0.1f, 0.2f, 0.3f]), Metadata("a", "b", "c"));
        var view = _ml.Data.LoadFromEnumerable(Recordings(count: 4));

        var scored = _ml.Transforms.ScoreAudio(model).Fit(view).Transform(view);

        Assert.Equal(3, Assert.IsType<VectorDataViewType>(scored.Schema["Probability"].Type).Size);
        var labels = scored.GetColumn<int>("PredictedLabel").ToArray();
        var probabilities = scored.GetColumn<float[]>("Probability").ToArray();
        Assert.All(probabilities.Zip(labels), pair => Assert.Equal(Array.IndexOf(pair.First, pair.First.Max()), pair.Second));
        Assert.All(probabilities, row => Assert.Equal(1, row.Sum(), 1e-5f));
    }

    [Fact]
    public void An_unreadable_recording_is_named()
    {
        string model = BinaryModel(), broken = _folder.At("broken.wav");
        File.WriteAllText(broken, "not audio");
        var view = _ml.Data.LoadFromEnumerable([new NamedRecording { Path = broken }]);

        var error = Assert.Throws<AudioFileException>(() => _ml.Transforms.ScoreAudio(model).Fit(view).Transform(view).GetColumn<float>("Probability").ToArray());

        Assert.Contains("broken.wav", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unreadable_recording_can_lose_its_row_whichever_columns_are_asked_for()
    {
        string model = BinaryModel(), broken = _folder.At("broken.wav");
        File.WriteAllText(broken, "not audio");
        var recordings = Recordings(count: 3);
        var view = _ml.Data.LoadFromEnumerable([recordings[0], new NamedRecording { Path = broken, Name = "broken" }, recordings[1], recordings[2]]);
        List<string> skipped = [];
        AudioScoringOptions options = new() { Unreadable = UnreadableRecordings.Skip, Skipped = error => skipped.Add(error.FileName) };

        var scored = _ml.Transforms.ScoreAudio(model, options: options).Fit(view).Transform(view);

        Assert.Equal(["recording 0", "recording 1", "recording 2"], scored.GetColumn<string>("Name"));
        Assert.Equal(recordings.Select(recording => Probability(AudioFile.LoadMono(recording.Path, 16_000)) > 0.5f), scored.GetColumn<bool>("PredictedLabel"));
        Assert.Equal([broken, broken], skipped);
        Assert.Null(scored.GetRowCount());
    }

    [Fact]
    public void A_loaded_model_scores_views_and_tells_of_itself()
    {
        string model = BinaryModel();
        File.WriteAllText(_folder.At("card.md"), "# test");
        var view = _ml.Data.LoadFromEnumerable(Recordings(count: 2));

        using var loaded = _ml.Model.LoadAudioModel(model);

        Assert.Equal(2, loaded.Transform(view).GetColumn<float>("Probability").Count());
        Assert.Equal(["a", "b"], loaded.Model.Metadata.Labels);
        Assert.Equal("# test", loaded.Model.ReadCard());
    }

    [Fact]
    public void A_missing_input_column_is_named_with_those_there_are()
    {
        string model = BinaryModel();
        var view = _ml.Data.LoadFromEnumerable(Recordings(count: 1));

        var error = Assert.Throws<ArgumentException>(() => _ml.Transforms.ScoreAudio(model, "File").Fit(view).Transform(view));

        Assert.Contains("'File'", error.Message, StringComparison.Ordinal);
        Assert.Contains("Path", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_artifact_is_refused_by_name()
    {
        string file = _folder.At("other.onnx");
        File.WriteAllText(file, "hello");

        var error = Assert.Throws<InvalidDataException>(() => _ml.Transforms.ScoreAudio(file));

        Assert.Contains("other.onnx", error.Message, StringComparison.Ordinal);
    }

    private static float Probability(float[] samples)
    {
        float[] features = new AudioStatisticsExtractor(new()).Extract(samples);
        float logit = Bias + features.Zip(Weights, (feature, weight) => feature * weight).Sum();
        return 1 / (1 + MathF.Exp(-logit));
    }

    private static ArtifactMetadata Metadata(params string[] labels) => new() { Name = "test", Kind = "classical", Labels = labels, SampleRateHz = 16_000, ProducerVersion = "1", Metrics = new Dictionary<string, double>(), Extra = new Dictionary<string, string>() };

    private string BinaryModel()
    {
        string path = _folder.At("model.onnx");
        AudioArtifact.Save(path, new AudioStatisticsFrontEnd { SampleRateHz = 16_000 }, new LinearHead(new([0, 0, 0, 0], [1, 1, 1, 1]), [Weights], [Bias]), Metadata("a", "b"));
        return path;
    }

    /// <summary>Tones and noises of different loudness; two share each length, so that batches form.</summary>
    private NamedRecording[] Recordings(int count) => [.. Enumerable.Range(0, count).Select(i =>
    {
        string path = _folder.At($"clip{i}.wav");
        int samples = 4_000 + 500 * (i / 2);
        float[] signal = i % 2 == 0 ? Some.Sine(150 + 40 * i, 16_000, samples, 0.9 / (1 + i)) : [.. Some.Floats(samples, seed: i).Select(value => value / (1 + i))];
        WavWriter.Write(path, new AudioClip(16_000, signal));
        return new NamedRecording { Name = $"recording {i}", Path = path, Label = i % 2 == 1 };
    })];

    private sealed class NamedRecording
    {
        public string Name { get; set; } = "";

        public string Path { get; set; } = "";

        public bool Label { get; set; }

        public float Loudness { get; set; }
    }

    private sealed class Clip
    {
        public float[] Samples { get; set; } = [];
    }

    private sealed class Answer
    {
        public string Name { get; set; } = "";

        public float Score { get; set; }

        public float Probability { get; set; }

        public bool PredictedLabel { get; set; }

        public string PredictedLabelName { get; set; } = "";

        public float[] Probabilities { get; set; } = [];
    }
}
