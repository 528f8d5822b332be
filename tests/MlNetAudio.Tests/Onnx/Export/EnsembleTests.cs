using MlNetAudio.Onnx.Export;
using MlNetAudio.Onnx.Format;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Onnx.Export;

public class EnsembleTests
{
    private static readonly float[][] Clips = [Some.Floats(4000, seed: 1), Some.Sine(440, 16_000, 4000, amplitude: 0.3), [.. Some.Floats(4000, seed: 2).Select(sample => sample * 0.01f)]];

    [Theory]
    [InlineData(2), InlineData(3)]
    public void The_probability_is_the_weighted_mean_of_the_models(int labels)
    {
        string[] names = labels == 2 ? ["no", "yes"] : ["a", "b", "c"];
        int outputs = labels == 2 ? 1 : labels;
        ArtifactBranch[] branches =
        [
            new(SomeArtifacts.Statistics, SomeArtifacts.Forest(outputs)) { Weight = 2 },
            new(SomeArtifacts.LogMel, SomeArtifacts.Cnn(labels)),
            new(SomeArtifacts.Statistics, SomeArtifacts.Linear(outputs)),
        ];

        var (probability, score, label) = OnnxSession.RunArtifact(AudioArtifact.Build(branches, SomeArtifacts.Metadata(names)), Clips);

        float[][] alone = [.. branches.Select(branch => OnnxSession.RunArtifact(AudioArtifact.Build(branch.FrontEnd, branch.Head, Metadata(branch, names)), Clips).Probability)];
        float[] mean = [.. alone[0].Select((p, i) => (float)(0.5 * p + 0.25 * alone[1][i] + 0.25 * alone[2][i]))];
        Approximately.Equal(mean, probability, tolerance: 1e-6);
        Approximately.Equal(labels == 2 ? [.. mean.Chunk(2).Select(row => (float)Math.Log(row[1] / row[0]))] : [.. mean.Select(p => (float)Math.Log(p))], score, tolerance: 1e-5);
        Assert.Equal(mean.Chunk(labels).Select(row => (long)Array.IndexOf(row, row.Max())), label);
    }

    [Fact]
    public void Equal_front_ends_are_computed_once()
    {
        var otherScaling = SomeArtifacts.LogMel with { Scaling = FeatureScaling.Identity(16) };
        ArtifactBranch[] branches = [new(SomeArtifacts.LogMel, SomeArtifacts.Cnn(1)), new(SomeArtifacts.LogMel, SomeArtifacts.Cnn(2)), new(otherScaling, SomeArtifacts.Cnn(1))];

        var graph = OnnxReader.Read(AudioArtifact.Build(branches, SomeArtifacts.Metadata() with { ClipSamples = 1600 })).Graph;

        Assert.Single(graph.Nodes, node => node.Name.EndsWith("/dft_inner", StringComparison.Ordinal));
        Assert.Equal(2, graph.Nodes.Count(node => node.Name.EndsWith("/scaled", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_model_joined_with_itself_is_that_model()
    {
        var branch = new ArtifactBranch(SomeArtifacts.Statistics, SomeArtifacts.Forest(1));

        var together = OnnxSession.RunArtifact(AudioArtifact.Build([branch, branch], SomeArtifacts.Metadata()), Clips);

        var alone = OnnxSession.RunArtifact(AudioArtifact.Build([branch], SomeArtifacts.Metadata()), Clips);
        Approximately.Equal(alone.Probability, together.Probability, tolerance: 1e-7);
        Approximately.Equal(alone.Score, together.Score, tolerance: 1e-5);
    }

    [Fact]
    public void Very_sure_models_keep_a_finite_score()
    {
        var sure = new LinearHead(FeatureScaling.Identity(4), [new float[4]], [500]);

        ArtifactBranch[] branches = [new(SomeArtifacts.Statistics, sure), new(SomeArtifacts.Statistics, sure with { Biases = [400] })];
        var (probability, score, _) = OnnxSession.RunArtifact(AudioArtifact.Build(branches, SomeArtifacts.Metadata()), Clips[0]);

        Assert.Equal([0, 1], probability);
        Assert.True(float.IsFinite(score[0]) && score[0] > 20);
    }

    [Fact]
    public void The_clip_length_is_the_longest_fixed_one_or_none()
    {
        ArtifactBranch any = new(SomeArtifacts.Statistics, SomeArtifacts.Linear(1)), brief = new(SomeArtifacts.LogMel, SomeArtifacts.Cnn(1));
        var longer = brief with { FrontEnd = SomeArtifacts.LogMel with { ClipSamples = 1650 } };

        Assert.Equal(1600, ArtifactBranch.CommonClipSamples([brief]));
        Assert.Equal(1650, ArtifactBranch.CommonClipSamples([brief, longer]));
        Assert.Null(ArtifactBranch.CommonClipSamples([brief, any]));
        Assert.Contains("clips of 1650 samples, but ArtifactMetadata.ClipSamples is 1600 samples", Refused([brief, longer], SomeArtifacts.Metadata() with { ClipSamples = 1600 }), StringComparison.Ordinal);
    }

    [Fact]
    public void Clips_cut_to_the_common_length_first_give_the_same()
    {
        ArtifactBranch brief = new(SomeArtifacts.LogMel, SomeArtifacts.Cnn(1)), longer = brief with { FrontEnd = SomeArtifacts.LogMel with { ClipSamples = 1650 } };
        byte[] model = AudioArtifact.Build([brief, longer], SomeArtifacts.Metadata() with { ClipSamples = 1650 });

        Assert.Equal(OnnxSession.RunArtifact(model, Clips).Score, OnnxSession.RunArtifact(model, [.. Clips.Select(clip => clip[..1650])]).Score);
    }

    [Fact]
    public void Branches_that_do_not_belong_together_are_refused()
    {
        ArtifactBranch one = new(SomeArtifacts.Statistics, SomeArtifacts.Linear(1));

        Assert.Contains("8000 Hz, but ArtifactMetadata.SampleRateHz is 16000", Refused([one, one with { FrontEnd = SomeArtifacts.Statistics with { SampleRateHz = 8000 } }]), StringComparison.Ordinal);
        Assert.Contains("3 outputs, for 3 labels", Refused([one, one with { Head = SomeArtifacts.Linear(3) }]), StringComparison.Ordinal);
        Assert.Contains("at least one branch", Refused([]), StringComparison.Ordinal);
        Assert.Contains("reads spectrograms [4, 1]", Refused([one, new(new SpectrogramFrontEnd(4, 1, FeatureScaling.Identity(4)) { SampleRateHz = 16_000 }, SomeArtifacts.Linear(1))]), StringComparison.Ordinal);
        Assert.StartsWith("Weight must be positive and finite, got 0.", Assert.Throws<ArgumentOutOfRangeException>(() => one with { Weight = 0 }).Message, StringComparison.Ordinal);
    }

    private static string Refused(IReadOnlyList<ArtifactBranch> branches, ArtifactMetadata? metadata = null) =>
        Assert.Throws<ArgumentException>(() => AudioArtifact.Build(branches, metadata ?? SomeArtifacts.Metadata())).Message;

    private static ArtifactMetadata Metadata(ArtifactBranch branch, string[] labels) => SomeArtifacts.Metadata(labels) with { ClipSamples = ArtifactBranch.CommonClipSamples([branch]) };
}
