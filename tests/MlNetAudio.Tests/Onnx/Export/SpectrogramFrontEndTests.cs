using Microsoft.ML.OnnxRuntime;
using MlNetAudio.Networks.Cpu;
using MlNetAudio.Onnx.Export;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Onnx.Export;

public sealed class SpectrogramFrontEndTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("spectrogram-front-end-").FullName;

    private string Model => Path.Combine(_folder, "model.onnx");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1), InlineData(12), InlineData(13), InlineData(14), InlineData(40)]
    public void Any_number_of_frames_is_padded_or_cropped_then_scaled(int frames)
    {
        var frontEnd = FrontEnd();
        float[] spectrogram = Some.Floats(2 * 16 * frames, seed: frames);
        using var session = new InferenceSession(AudioArtifact.BuildFeatures(frontEnd));

        var (values, shape) = OnnxSession.RunTensor(session, spectrogram, 2, 16, frames);

        Assert.Equal([2, 1, 16, 13], shape);
        Assert.Equal(Expected(frontEnd, spectrogram, frames), values);
    }

    [Fact]
    public void An_artifact_reads_spectrograms_and_its_metadata_say_so()
    {
        var metadata = Metadata();

        AudioArtifact.Save(Model, FrontEnd(), SomeArtifacts.Cnn(1), metadata);
        AudioArtifact.UpdateMetadata(Model, metadata with { DataHash = "f00d" });

        var read = AudioArtifact.ReadMetadata(Model);
        Assert.Equal(new SpectrogramShape(16, 13), read.Spectrogram);
        Assert.Equal((0, null, "f00d"), (read.SampleRateHz, read.ClipSamples, read.DataHash));
        using var session = new InferenceSession(File.ReadAllBytes(Model));
        var custom = session.ModelMetadata.CustomMetadataMap;
        Assert.Equal(("spectrogram", "16", "13"), (custom["audio.input"], custom["audio.n_mels"], custom["audio.n_frames"]));
        Assert.False(custom.ContainsKey("audio.normalize_samples"));
        Assert.Equal([-1, 16, -1], session.InputMetadata["spectrogram"].Dimensions);
    }

    [Fact]
    public void A_network_gives_what_the_cpu_engine_gives()
    {
        var (frontEnd, head) = (FrontEnd(), SomeArtifacts.Cnn(3));
        float[] spectrogram = Some.Floats(16 * 10, seed: 1), logits = new float[3];
        AudioArtifact.Save(Model, frontEnd, head, Metadata("a", "b", "c"));
        using var session = new InferenceSession(File.ReadAllBytes(Model));

        using var input = OrtValue.CreateTensorValueFromMemory(spectrogram, [1, 16, 10]);
        using var options = new RunOptions();
        using var results = session.Run(options, ["spectrogram"], [input], ["score"]);

        using var network = new CpuBackend(threads: 1).Create(head.Network, head.Weights, seed: 0);
        network.Forward(Expected(frontEnd, spectrogram, 10), 1, logits);
        Approximately.Equal(logits, results[0].GetTensorDataAsSpan<float>(), tolerance: 1e-5);
    }

    [Fact]
    public void What_does_not_belong_together_is_refused()
    {
        Refuse("reads spectrograms [16, 13], but ArtifactMetadata.Spectrogram says spectrograms [16, 14]", Metadata() with { Spectrogram = new(16, 14) });
        Refuse("reads spectrograms [16, 13], but ArtifactMetadata.Spectrogram says waveforms", Metadata() with { Spectrogram = null, SampleRateHz = 16_000 }, rate: 16_000);
        Refuse("ArtifactMetadata.ClipSamples is of waveforms", Metadata() with { ClipSamples = 100 });
        Refuse("ArtifactMetadata.Spectrogram needs mels and frames", Metadata() with { Spectrogram = new(16, 0) });
        Refuse("ArtifactMetadata.SampleRateHz must be positive", SomeArtifacts.Metadata() with { SampleRateHz = 0 });
        Assert.Contains("15 values, but the spectrograms have 16 mel bands", Assert.Throws<ArgumentException>(() => new SpectrogramFrontEnd(16, 13, FeatureScaling.Identity(15))).Message, StringComparison.Ordinal);
        Assert.Contains("frames must be positive, got 0", Assert.Throws<ArgumentOutOfRangeException>(() => new SpectrogramFrontEnd(16, 0, FeatureScaling.Identity(16))).Message, StringComparison.Ordinal);

        static void Refuse(string reason, ArtifactMetadata metadata, int? rate = null)
        {
            var frontEnd = rate is { } hertz ? FrontEnd() with { SampleRateHz = hertz } : FrontEnd();
            Assert.Contains(reason, Assert.Throws<ArgumentException>(() => AudioArtifact.Build(frontEnd, SomeArtifacts.Cnn(1), metadata)).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("one ONNX file that takes spectrograms"), InlineData("| spectrogram | float32 | [batch, 16, frames] |"), InlineData("cropped to 13 inside")]
    [InlineData("CreateTensorValueFromMemory(values, [1, 16, values.Length / 16])"), InlineData("session.Run(options, [\"spectrogram\"], [spectrogram],")]
    [InlineData("spectrogram = numpy.load(\"clip.npy\")"), InlineData("{\"spectrogram\": spectrogram[None]}"), InlineData("the first 13 frames")]
    public void The_card_says(string what) => Assert.Contains(what, ModelCard.Write(Metadata(), new() { DatasetName = "d" }), StringComparison.Ordinal);

    [Fact]
    public void The_card_of_spectrograms_does_not_speak_of_samples()
    {
        string card = ModelCard.Write(Metadata() with { Metrics = new Dictionary<string, double> { ["auc"] = 0.9 } }, new() { DatasetName = "d" });

        Assert.DoesNotContain("samples", card, StringComparison.Ordinal);
        Assert.DoesNotContain("waveform", card, StringComparison.Ordinal);
    }

    private static SpectrogramFrontEnd FrontEnd() => new(16, 13, new(Some.Floats(16, seed: 7), Some.Floats(16, seed: 8))) { PaddingValue = -0.5f };

    private static ArtifactMetadata Metadata(params string[] labels) => SomeArtifacts.Metadata(labels) with { Name = "cnn", Kind = "deep", SampleRateHz = 0, Spectrogram = new(16, 13) };

    private static float[] Expected(SpectrogramFrontEnd frontEnd, float[] spectrograms, int frames)
    {
        int rows = spectrograms.Length / frames;
        float[] expected = new float[rows * frontEnd.Frames];
        for (int row = 0; row < rows; row++)
            for (int frame = 0; frame < frontEnd.Frames; frame++)
            {
                float value = frame < frames ? spectrograms[row * frames + frame] : frontEnd.PaddingValue;
                expected[row * frontEnd.Frames + frame] = (value - frontEnd.Scaling.Offset[row % frontEnd.Mels]) * frontEnd.Scaling.Scale[row % frontEnd.Mels];
            }
        return expected;
    }
}
