using MlNetAudio.Networks;
using MlNetAudio.Networks.Cpu;
using MlNetAudio.Networks.Zoo;
using MlNetAudio.Onnx.Export;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Onnx.Export;

/// <summary>Artifacts whose exact weights do not matter.</summary>
internal static class SomeArtifacts
{
    public static ArtifactMetadata Metadata(params string[] labels) => new()
    {
        Name = "lr",
        Kind = "classical",
        Labels = labels.Length == 0 ? ["no", "yes"] : labels,
        SampleRateHz = 16_000,
        ProducerVersion = "0.1.0",
    };

    public static AudioStatisticsFrontEnd Statistics => new() { SampleRateHz = 16_000 };

    public static FeatureScaling Scaling => new(Some.Floats(4, seed: 11), [20, 30, 4, 5]);

    public static LinearHead Linear(int outputs) =>
        new(Scaling, [.. Enumerable.Range(0, outputs).Select(k => Some.Floats(4, seed: 20 + k))], Some.Floats(outputs, seed: 30));

    public static ForestHead Forest(int outputs) => new(Scaling, [.. Enumerable.Range(0, outputs).Select(k => SomeTrees.Forest(trees: 12, features: 4, seed: 100 * k))]);

    public static LogMelFrontEnd LogMel => new()
    {
        SampleRateHz = 16_000,
        ClipSamples = 1600,
        Scaling = new(Enumerable.Repeat(-40f, 16).ToArray(), Enumerable.Repeat(0.05f, 16).ToArray()),
        Options = new() { SampleRateHz = 16_000, FftLength = 256, HopLength = 128, MelBands = 16 },
    };

    public static NetworkHead Cnn(int logits)
    {
        using var network = new CpuBackend(threads: 1).Create(new CnnOptions().Create(Shape.Of(1, 16, 13), logits), seed: 3);
        return new(network.Spec, network.ReadWeights());
    }

    /// <summary>A small artifact with every kind of thing in its file: trees, attributes of all kinds, constants, metadata.</summary>
    public static byte[] Small => AudioArtifact.Build(
        Statistics, new ForestHead(FeatureScaling.Identity(4), [SomeTrees.Forest(trees: 1, features: 4, seed: 1)]),
        Metadata() with { Metrics = new Dictionary<string, double> { ["auc"] = 0.97 }, DataHash = "abc" });
}
