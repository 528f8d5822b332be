using Microsoft.ML.OnnxRuntime;
using MlNetAudio.Onnx.Export;
using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Tests.Onnx.Export;

public sealed class ArtifactMetadataTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("artifact-metadata-").FullName;

    private string Model => Path.Combine(_folder, "model.onnx");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Metadata_comes_back_as_it_went_in()
    {
        var metadata = Full();

        AudioArtifact.Save(Model, SomeArtifacts.Statistics, SomeArtifacts.Linear(1), metadata);

        AssertSame(metadata, AudioArtifact.ReadMetadata(Model));
    }

    [Fact]
    public void What_is_not_known_comes_back_as_unknown()
    {
        AudioArtifact.Save(Model, SomeArtifacts.Statistics, SomeArtifacts.Linear(1), SomeArtifacts.Metadata());

        AssertSame(SomeArtifacts.Metadata(), AudioArtifact.ReadMetadata(Model));
    }

    [Fact]
    public void Control_characters_become_spaces_except_in_labels()
    {
        var metadata = SomeArtifacts.Metadata("a\tb", "\u0000c\n") with { Name = "l\u0001r\n", DataHash = "x\ud800y" };

        AudioArtifact.Save(Model, SomeArtifacts.Statistics, SomeArtifacts.Linear(1), metadata);

        var read = AudioArtifact.ReadMetadata(Model);
        Assert.Equal(["a\tb", "\u0000c\n"], read.Labels);
        Assert.Equal("l r ", read.Name);
        Assert.Equal("x\ufffdy", read.DataHash);
    }

    [Fact]
    public void An_update_changes_nothing_but_the_metadata()
    {
        AudioArtifact.Save(Model, SomeArtifacts.Statistics, SomeArtifacts.Forest(1), SomeArtifacts.Metadata());
        var before = OnnxReader.Read(File.ReadAllBytes(Model));

        AudioArtifact.UpdateMetadata(Model, Full());

        byte[] bytes = File.ReadAllBytes(Model);
        AssertSame(Full(), AudioArtifact.ReadMetadata(Model));
        Assert.Equal(OnnxWriter.Write(before with { Metadata = [] }), OnnxWriter.Write(OnnxReader.Read(bytes) with { Metadata = [] }));
        using var session = new InferenceSession(bytes);
        Assert.Equal("f00d", session.ModelMetadata.CustomMetadataMap["audio.data_hash"]);
    }

    [Fact]
    public void An_update_keeps_the_metadata_of_others_and_fields_it_does_not_know()
    {
        byte[] unknownField = [0xCA, 0x3E, 0x02, 0x68, 0x69];   // field 1001, two bytes
        var model = OnnxReader.Read(SomeArtifacts.Small);
        File.WriteAllBytes(Model, [.. OnnxWriter.Write(model with { Metadata = [.. model.Metadata, new("vendor.note", "mine")] }), .. unknownField]);

        AudioArtifact.UpdateMetadata(Model, Full());

        byte[] bytes = File.ReadAllBytes(Model);
        Assert.Contains(new("vendor.note", "mine"), OnnxReader.Read(bytes).Metadata);
        Assert.True(bytes.AsSpan().IndexOf(unknownField) > 0);
    }

    [Fact]
    public void An_update_to_what_the_graph_is_not_built_for_is_refused()
    {
        AudioArtifact.Save(Model, SomeArtifacts.Statistics, SomeArtifacts.Linear(1), SomeArtifacts.Metadata());

        var error = Assert.Throws<ArgumentException>(() => AudioArtifact.UpdateMetadata(Model, SomeArtifacts.Metadata() with { SampleRateHz = 8000 }));

        Assert.Contains("built for 16000 Hz", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Saving_replaces_the_file_whole_and_leaves_nothing_beside_it()
    {
        File.WriteAllText(Model, "old");

        AudioArtifact.Save(Model, SomeArtifacts.Statistics, SomeArtifacts.Linear(1), SomeArtifacts.Metadata());

        Assert.Equal([Model], Directory.GetFiles(_folder));
        Assert.Equal("lr", AudioArtifact.ReadMetadata(Model).Name);
    }

    [Fact]
    public void A_save_that_fails_leaves_nothing_behind()
    {
        Directory.CreateDirectory(Model);   // a folder of that name: the rename cannot work

        Assert.ThrowsAny<Exception>(() => AudioArtifact.Save(Model, SomeArtifacts.Statistics, SomeArtifacts.Linear(1), SomeArtifacts.Metadata()));

        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData(""), InlineData("hello"), InlineData("RIFF....WAVEfmt "), InlineData("\b\u0008")]
    public void A_file_that_is_no_model_is_refused_by_name(string content)
    {
        File.WriteAllText(Model, content);

        var error = Assert.Throws<InvalidDataException>(() => AudioArtifact.ReadMetadata(Model));

        Assert.StartsWith($"{Model}: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_of_others_is_refused_by_what_it_lacks()
    {
        WriteWith([new("framework", "other")]);

        var error = Assert.Throws<InvalidDataException>(() => AudioArtifact.ReadMetadata(Model));

        Assert.Contains("has no audio.format_version, audio.model_type, audio.kind, audio.labels, audio.sample_rate, audio.version", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("audio.sample_rate", "fast", "audio.sample_rate must be a positive whole number, got 'fast'")]
    [InlineData("audio.clip_samples", "0", "audio.clip_samples must be")]
    [InlineData("audio.labels", "[1, 2", "audio.labels is no JSON of its kind")]
    [InlineData("audio.labels", "null", "audio.labels is null")]
    [InlineData("audio.labels", "[\"a\"]", "at least two labels")]
    [InlineData("audio.labels", "[\"a\", null]", "empty label")]
    [InlineData("audio.metrics", "[]", "audio.metrics is no JSON of its kind")]
    [InlineData("audio.format_version", "2", "use a newer one")]
    public void A_value_that_makes_no_sense_is_refused_by_key(string key, string value, string reason)
    {
        WriteWith([.. OnnxReader.Read(SomeArtifacts.Small).Metadata, new(key, value)]);

        var error = Assert.Throws<InvalidDataException>(() => AudioArtifact.ReadMetadata(Model));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_positive_label_that_is_not_the_second_is_refused() =>
        Assert.Contains("must be the second of two", Assert.Throws<ArgumentException>(() => (SomeArtifacts.Metadata() with { PositiveLabel = "no" }).Check()).Message, StringComparison.Ordinal);

    [Fact]
    public void A_label_named_twice_is_refused() =>
        Assert.Contains("'a' more than once", Assert.Throws<ArgumentException>(() => SomeArtifacts.Metadata("a", "b", "a").Check()).Message, StringComparison.Ordinal);

    private static ArtifactMetadata Full() => SomeArtifacts.Metadata("dog, small", "katze \"猫\"") with
    {
        DataHash = "f00d",
        SplitRule = "60/20/20 by group, seed 1",
        PositiveLabel = "katze \"猫\"",
        Metrics = new Dictionary<string, double> { ["auc"] = 0.1 + 0.2, ["log_loss"] = double.PositiveInfinity },
        Extra = new Dictionary<string, string> { ["seed"] = "1", ["layers"] = "a; b" },
    };

    private static void AssertSame(ArtifactMetadata expected, ArtifactMetadata actual)
    {
        Assert.Equal(expected.Labels, actual.Labels);
        Assert.Equal(expected.Metrics.OrderBy(metric => metric.Key), actual.Metrics.OrderBy(metric => metric.Key));
        Assert.Equal(expected.Extra.OrderBy(entry => entry.Key), actual.Extra.OrderBy(entry => entry.Key));
        Assert.Equal(expected with { Labels = actual.Labels, Metrics = actual.Metrics, Extra = actual.Extra }, actual);
    }

    private void WriteWith(IReadOnlyList<KeyValuePair<string, string>> metadata) =>
        File.WriteAllBytes(Model, OnnxWriter.Write(OnnxReader.Read(SomeArtifacts.Small) with { Metadata = metadata }));
}
