using Microsoft.ML.OnnxRuntime;
using MlNetAudio.Networks;
using MlNetAudio.Networks.Cpu;
using MlNetAudio.Networks.Zoo;
using MlNetAudio.Onnx.Export;
using MlNetAudio.Onnx.Format;
using MlNetAudio.Tests.Onnx.Export;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Onnx.FrontEnd;

public class ClipLengthGraphTests
{
    private static LogMelFrontEnd LogMel => SomeArtifacts.LogMel with { TellsLengths = true };

    private static ArtifactMetadata Metadata => SomeArtifacts.Metadata() with { Name = "gru", Kind = "deep" };

    [Theory]
    [InlineData(1), InlineData(127), InlineData(128), InlineData(300), InlineData(1599), InlineData(1600), InlineData(9000)]
    public void Frames_are_those_of_the_clip_alone(int samples)
    {
        var notCentred = LogMel with { Options = LogMel.Options with { Centered = false } };

        foreach (var frontEnd in new[] { LogMel, notCentred })
        {
            long expected = Math.Max(1, frontEnd.Options.FrameCount(Math.Min(samples, 1600)));
            Assert.Equal([expected, expected], Lengths(frontEnd, new float[samples], new float[samples]));
        }
        Assert.Equal([Math.Min(samples, 500)], Lengths(new WaveformFrontEnd { SampleRateHz = 16_000, ClipSamples = 500, TellsLengths = true }, new float[samples]));
    }

    [Theory]
    [InlineData(1), InlineData(700), InlineData(1600), InlineData(4000)]
    public void A_network_reads_no_further_than_the_clip(int samples)
    {
        var network = RecurrentOptions.Gru.Create(Shape.Of(1, 16, 13), logits: 1);
        using var engine = new CpuBackend(threads: 1).Create(network, seed: 3);
        float[] clip = SomeClips.Lively(samples, seed: 1, sampleRateHz: 16_000), logit = new float[1];

        var (_, score, _) = OnnxSession.RunArtifact(AudioArtifact.Build(LogMel, new NetworkHead(network, engine.ReadWeights()), Metadata), clip);

        float[] features = OnnxSession.Run(AudioArtifact.BuildFeatures(SomeArtifacts.LogMel), clip).Values;
        engine.Forward(features, 1, logit, lengths: [LogMel.Options.FrameCount(Math.Min(samples, 1600))]);
        Approximately.Equal(logit, score, tolerance: 1e-5);
    }

    [Fact]
    public void Networks_that_are_told_lengths_join_an_ensemble()
    {
        var network = RecurrentOptions.Gru.Create(Shape.Of(1, 16, 13), logits: 1);
        ArtifactBranch[] branches = [.. Enumerable.Range(0, 2).Select(seed => new ArtifactBranch(LogMel, new NetworkHead(network, Weights(network, seed))))];
        float[] clip = SomeClips.Lively(700, seed: 2, sampleRateHz: 16_000);

        var (probability, _, _) = OnnxSession.RunArtifact(AudioArtifact.Build(branches, Metadata), clip);

        float[][] alone = [.. branches.Select(branch => OnnxSession.RunArtifact(AudioArtifact.Build([branch], Metadata), clip).Probability)];
        Approximately.Equal([(alone[0][0] + alone[1][0]) / 2, (alone[0][1] + alone[1][1]) / 2], probability, tolerance: 1e-6);
    }

    [Fact]
    public void A_standardisation_within_the_clip_is_refused()
    {
        var frontEnd = LogMel with { ClipStandardization = ClipStandardization.Rows };

        Assert.Contains("ClipStandardization must be None where TellsLengths is set, got Rows", Assert.Throws<ArgumentException>(() => AudioArtifact.BuildFeatures(frontEnd)).Message, StringComparison.Ordinal);
    }

    private static NetworkWeights Weights(NetworkSpec network, int seed)
    {
        using var engine = new CpuBackend(threads: 1).Create(network, seed);
        return engine.ReadWeights();
    }

    private static long[] Lengths(AudioFrontEnd frontEnd, params float[][] clips)
    {
        var graph = new GraphBuilder("front_end", "");
        string lengths = frontEnd.Append(graph, graph.Input(new("waveform", OnnxElementType.Float, ["batch", "samples"]))).Lengths!;
        graph.Output(new(lengths, OnnxElementType.Int64, ["batch"]));
        using var session = new InferenceSession(OnnxWriter.Write(new() { IrVersion = 8, OperatorSets = [new("", 17)], Graph = graph.Build() }));
        using var input = OrtValue.CreateTensorValueFromMemory<float>([.. clips.SelectMany(clip => clip)], [clips.Length, clips[0].Length]);
        using var options = new RunOptions();
        using var results = session.Run(options, ["waveform"], [input], [lengths]);
        return results[0].GetTensorDataAsSpan<long>().ToArray();
    }
}
