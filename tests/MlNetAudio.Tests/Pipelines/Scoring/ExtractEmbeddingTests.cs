using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Onnx.Export;
using MlNetAudio.Tests.Onnx.Export;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Pipelines.Scoring;

public sealed class ExtractEmbeddingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MLContext _ml = new(seed: 1);

    public void Dispose() => _folder.Dispose();

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void The_last_layer_on_the_embedding_gives_the_score(int logits)
    {
        var head = SomeArtifacts.Cnn(logits);
        string model = Saved(SomeArtifacts.LogMel, head, clipSamples: 1600, logits);
        var clips = Clips();
        var view = _ml.Data.LoadFromEnumerable(clips);

        var both = _ml.Transforms.ExtractEmbedding(model, "Embedding", "Samples").Append(_ml.Transforms.ScoreAudio(model, "Samples")).Fit(view).Transform(view);

        int features = Assert.IsType<VectorDataViewType>(both.Schema["Embedding"].Type).Size;
        var last = head.Network.Layers[^1];
        float[][] parameters = [.. last.Parameters.Select(parameter => head.Weights[parameter.Name].ToArray())];
        var (weights, biases) = (parameters[0], parameters[1]);
        Assert.IsType<Linear>(last.Spec);
        float[][] scores = logits <= 2 ? [.. both.GetColumn<float>("Score").Select(score => (float[])[score])] : [.. both.GetColumn<float[]>("Score")];
        foreach (var (embedding, score) in both.GetColumn<float[]>("Embedding").Zip(scores))
        {
            float[] given = [.. Enumerable.Range(0, logits).Select(k => biases[k] + Enumerable.Range(0, features).Sum(n => weights[k * features + n] * embedding[n]))];
            float[] expected = logits == 2 ? [given[1] - given[0]] : given;
            Assert.All(expected.Zip(score), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));   // another order of float32 additions
        }
    }

    [Fact]
    public void Of_a_linear_model_it_is_the_scaled_features()
    {
        string model = Saved(SomeArtifacts.Statistics, SomeArtifacts.Linear(1), clipSamples: null, logits: 1);
        var view = _ml.Data.LoadFromEnumerable(Clips());

        var embedded = _ml.Transforms.ExtractEmbedding(model, inputColumnName: "Samples").Fit(view).Transform(view);

        Assert.Equal(4, Assert.IsType<VectorDataViewType>(embedded.Schema["Features"].Type).Size);
    }

    [Fact]
    public void A_forest_has_none_and_says_so()
    {
        string model = Saved(SomeArtifacts.Statistics, SomeArtifacts.Forest(1), clipSamples: null, logits: 1);

        var error = Assert.Throws<InvalidDataException>(() => _ml.Transforms.ExtractEmbedding(model));

        Assert.Contains("model.onnx", error.Message, StringComparison.Ordinal);
        Assert.Contains("no last linear layer", error.Message, StringComparison.Ordinal);
    }

    private static Clip[] Clips() => [.. Enumerable.Range(0, 5).Select(i => new Clip { Samples = Some.Floats(1_200 + 200 * i, seed: i) })];

    private string Saved(AudioFrontEnd frontEnd, ClassifierHead head, int? clipSamples, int logits)
    {
        string path = _folder.At("model.onnx");
        AudioArtifact.Save(path, frontEnd, head, SomeArtifacts.Metadata(logits == 3 ? ["a", "b", "c"] : ["a", "b"]) with { ClipSamples = clipSamples });
        return path;
    }

    private sealed class Clip
    {
        public float[] Samples { get; set; } = [];
    }
}
