using MlNetAudio.Onnx.Export;
using MlNetAudio.Onnx.Format;
using MlNetAudio.Pipelines.Scoring;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Pipelines.Scoring;

public sealed class OnnxAudioModelTests : IDisposable
{
    private static readonly ArtifactMetadata Metadata = new() { Name = "test", Kind = "classical", Labels = ["a", "b"], SampleRateHz = 16_000, ProducerVersion = "1" };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_clip_without_samples_is_one_plain_error()
    {
        using var model = new OnnxAudioModel(Saved(Built()));

        var error = Assert.Throws<ArgumentException>(() => model.ScoreAll([Some.Floats(500, seed: 1), [], Some.Floats(600, seed: 2)]));

        Assert.Contains("without samples", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_closed_model_refuses_to_score()
    {
        var model = new OnnxAudioModel(Saved(Built()));
        model.Dispose();

        Assert.Throws<ObjectDisposedException>(() => model.Score([Some.Floats(500, seed: 1)]));
    }

    [Fact]
    public void Metadata_that_names_more_labels_than_the_graph_knows_is_found_out()
    {
        byte[] lying = ModelEnvelope.Read(Built()).WithMetadata(MetadataKeys.Write(Metadata with { Labels = ["a", "b", "c"] }));
        using var model = new OnnxAudioModel(Saved(lying));

        var error = Assert.Throws<InvalidDataException>(() => model.ScoreAll([Some.Floats(500, seed: 1)]));

        Assert.Contains("model.onnx", error.Message, StringComparison.Ordinal);
        Assert.Contains("3 labels", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_without_one_of_the_outputs_is_refused_when_it_is_opened()
    {
        var whole = OnnxReader.Read(Built());
        byte[] cut = OnnxWriter.Write(whole with { Graph = whole.Graph with { Outputs = [.. whole.Graph.Outputs.Where(output => output.Name != "label")] } });

        var error = Assert.Throws<InvalidDataException>(() => new OnnxAudioModel(Saved(cut)));

        Assert.Contains("no output label", error.Message, StringComparison.Ordinal);
    }

    private static byte[] Built() => AudioArtifact.Build(new AudioStatisticsFrontEnd { SampleRateHz = 16_000 }, new LinearHead(FeatureScaling.Identity(4), [[3, -2, 5, 1]], [-0.7f]), Metadata);

    private string Saved(byte[] model)
    {
        File.WriteAllBytes(_folder.At("model.onnx"), model);
        return _folder.At("model.onnx");
    }
}
