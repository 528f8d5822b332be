using Microsoft.ML.OnnxRuntime;
using MlNetAudio.Dsp.Features;
using MlNetAudio.Networks;
using MlNetAudio.Networks.Cpu;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Onnx.Export;
using MlNetAudio.Onnx.Format;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Onnx.Export;

public class AudioArtifactTests
{
    private static readonly float[][] Clips = [Some.Floats(4000, seed: 1), Some.Sine(440, 16_000, 4000, amplitude: 0.3), [.. Some.Floats(4000, seed: 2).Select(sample => sample * 0.01f)]];

    [Fact]
    public void A_linear_model_of_two_labels_gives_the_sigmoid_of_its_logit()
    {
        var head = SomeArtifacts.Linear(outputs: 1);

        var (probability, score, label) = OnnxSession.RunArtifact(AudioArtifact.Build(SomeArtifacts.Statistics, head, SomeArtifacts.Metadata()), Clips);

        double[] logits = [.. Clips.Select(clip => LinearLogits(head, clip)[0])];
        Approximately.Equal([.. logits.Select(logit => (float)logit)], score, tolerance: 1e-5);
        Approximately.Equal([.. logits.SelectMany(logit => new[] { (float)Sigmoid(-logit), (float)Sigmoid(logit) })], probability, tolerance: 1e-6);
        Assert.Equal(logits.Select(logit => logit > 0 ? 1L : 0L), label);
    }

    [Fact]
    public void A_linear_model_of_three_labels_shares_out_its_sigmoids()
    {
        var head = SomeArtifacts.Linear(outputs: 3);

        var (probability, score, label) = OnnxSession.RunArtifact(AudioArtifact.Build(SomeArtifacts.Statistics, head, SomeArtifacts.Metadata("a", "b", "c")), Clips);

        Approximately.Equal([.. Clips.SelectMany(clip => LinearLogits(head, clip)).Select(logit => (float)logit)], score, tolerance: 1e-5);
        Approximately.Equal([.. Clips.SelectMany(clip => Shared(LinearLogits(head, clip)))], probability, tolerance: 1e-6);
        Assert.Equal(Clips.Select(clip => (long)Array.IndexOf(LinearLogits(head, clip), LinearLogits(head, clip).Max())), label);
    }

    [Theory]
    [InlineData(1), InlineData(3)]
    public void A_forest_gives_what_walking_its_trees_gives(int outputs)
    {
        var head = SomeArtifacts.Forest(outputs);
        var metadata = SomeArtifacts.Metadata(outputs == 1 ? ["no", "yes"] : ["a", "b", "c"]);

        var (probability, score, _) = OnnxSession.RunArtifact(AudioArtifact.Build(SomeArtifacts.Statistics, head, metadata), Clips);

        double[][] logits = [.. Clips.Select(clip => head.Forests.Select(forest => SomeTrees.Logit(forest, Scaled(head.Scaling, clip))).ToArray())];
        Approximately.Equal([.. logits.SelectMany(row => row).Select(logit => (float)logit)], score, tolerance: 5e-6);   // leaves added up in float32
        Approximately.Equal([.. logits.SelectMany(row => outputs == 1 ? [(float)Sigmoid(-row[0]), (float)Sigmoid(row[0])] : Shared(row))], probability, tolerance: 2e-6);
    }

    [Fact]
    public void A_tree_that_is_a_single_leaf_works_alone_and_among_others()
    {
        foreach (DecisionTree[] trees in new DecisionTree[][] { [SomeTrees.Leaf(0.25)], [SomeTrees.Leaf(0.25), SomeTrees.Tree(3, 4, seed: 1), SomeTrees.Leaf(-0.5)] })
        {
            var head = new ForestHead(FeatureScaling.Identity(4), [new(trees, [.. trees.Select(_ => 2.0)], Bias: 0.5, Slope: -1, Offset: 0)]);

            var (_, score, _) = OnnxSession.RunArtifact(AudioArtifact.Build(SomeArtifacts.Statistics, head, SomeArtifacts.Metadata()), Clips[0]);

            Assert.Equal(SomeTrees.Logit(head.Forests[0], Scaled(head.Scaling, Clips[0])), score[0], tolerance: 1e-6);
        }
    }

    [Fact]
    public void A_feature_equal_to_the_threshold_goes_left()
    {
        float edge = new AudioStatisticsExtractor(new()).Extract(Clips[0])[1];
        var stump = new DecisionTree([1], [edge], [~0], [~1], [10, 20]);
        var head = new ForestHead(FeatureScaling.Identity(4), [new([stump], [1], Bias: 0, Slope: -1, Offset: 0)]);

        Assert.Equal(10, OnnxSession.RunArtifact(AudioArtifact.Build(SomeArtifacts.Statistics, head, SomeArtifacts.Metadata()), Clips[0]).Score[0]);
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(4)]
    public void A_network_gives_what_the_cpu_engine_gives_on_the_extractors_features(int outputs)
    {
        var (frontEnd, head) = (SomeArtifacts.LogMel, SomeArtifacts.Cnn(outputs));
        string[] labels = outputs <= 2 ? ["no", "yes"] : ["a", "b", "c", "d"];

        var (probability, score, _) = OnnxSession.RunArtifact(
            AudioArtifact.Build(frontEnd, head, SomeArtifacts.Metadata(labels) with { Name = "cnn", Kind = "deep", ClipSamples = frontEnd.ClipSamples }), Clips);

        double[][] logits = [.. Clips.Select(clip => CpuLogits(frontEnd, head, clip))];
        if (outputs == 2) logits = [.. logits.Select(row => new[] { row[1] - row[0] })];
        Approximately.Equal([.. logits.SelectMany(row => row).Select(logit => (float)logit)], score, tolerance: 1e-5);
        Approximately.Equal([.. logits.SelectMany(row => outputs <= 2 ? [(float)Sigmoid(-row[0]), (float)Sigmoid(row[0])] : Softmax(row))], probability, tolerance: 1e-5);
    }

    [Fact]
    public void Very_sure_models_keep_both_probabilities_defined()
    {
        var head = new LinearHead(FeatureScaling.Identity(4), [new float[4], new float[4], new float[4]], [-200, -200, -200]);

        var (probability, _, _) = OnnxSession.RunArtifact(AudioArtifact.Build(SomeArtifacts.Statistics, head, SomeArtifacts.Metadata("a", "b", "c")), Clips[0]);

        Assert.All(probability, value => Assert.InRange(value, 0, 1));
    }

    [Fact]
    public void The_same_arguments_give_the_same_bytes() => Assert.Equal(SomeArtifacts.Small, SomeArtifacts.Small);

    [Fact]
    public void The_tree_domain_is_declared_only_where_there_are_trees()
    {
        var forest = OnnxReader.Read(SomeArtifacts.Small);
        var linear = OnnxReader.Read(AudioArtifact.Build(SomeArtifacts.Statistics, SomeArtifacts.Linear(1), SomeArtifacts.Metadata()));

        Assert.Equal([new("", 17), new("ai.onnx.ml", 3)], forest.OperatorSets);
        Assert.Equal([new("", 17)], linear.OperatorSets);
    }

    [Fact]
    public void ONNX_Runtime_sees_the_metadata_the_description_and_the_symbolic_axes()
    {
        using var session = new InferenceSession(SomeArtifacts.Small);

        Assert.Equal("16000", session.ModelMetadata.CustomMetadataMap["audio.sample_rate"]);
        Assert.Equal("MlNetAudio", session.ModelMetadata.ProducerName);
        Assert.Contains("decision trees", session.ModelMetadata.Description, StringComparison.Ordinal);
        Assert.Equal(["batch", "samples"], session.InputMetadata["waveform"].SymbolicDimensions);
        Assert.Equal([-1, 2], session.OutputMetadata["probability"].Dimensions);
        Assert.Equal([-1, 1], session.OutputMetadata["score"].Dimensions);
    }

    [Fact]
    public void Two_one_versus_rest_outputs_are_refused() => Refused(
        SomeArtifacts.Statistics, SomeArtifacts.Linear(2), SomeArtifacts.Metadata(), "two labels need a single output");

    [Fact]
    public void Another_number_of_labels_is_refused() => Refused(
        SomeArtifacts.Statistics, SomeArtifacts.Linear(3), SomeArtifacts.Metadata("a", "b", "c", "d"), "3 outputs, for 3 labels, but ArtifactMetadata.Labels names 4");

    [Fact]
    public void Another_sample_rate_is_refused() => Refused(
        SomeArtifacts.Statistics, SomeArtifacts.Linear(1), SomeArtifacts.Metadata() with { SampleRateHz = 8000 }, "16000 Hz, but ArtifactMetadata.SampleRateHz is 8000");

    [Fact]
    public void Another_clip_length_is_refused() => Refused(
        SomeArtifacts.LogMel, SomeArtifacts.Cnn(1), SomeArtifacts.Metadata(), "clips of 1600 samples, but ArtifactMetadata.ClipSamples is any length");

    [Fact]
    public void A_scaling_for_other_features_is_refused() => Refused(
        SomeArtifacts.Statistics, SomeArtifacts.Linear(1) with { Scaling = FeatureScaling.Identity(5) }, SomeArtifacts.Metadata(), "is for [5] features, but the front end makes [4]");

    [Fact]
    public void A_network_for_another_spectrogram_is_refused()
    {
        var frontEnd = SomeArtifacts.LogMel with { ClipSamples = 3200 };

        Refused(frontEnd, SomeArtifacts.Cnn(1), SomeArtifacts.Metadata() with { ClipSamples = 3200 }, "The network reads [1, 16, 13], but the front end makes [1, 16, 26]");
    }

    [Fact]
    public void A_network_that_does_not_end_in_logits_is_refused()
    {
        var network = new NetworkSpec(Shape.Of(1, 16, 13), [new Relu()]);

        Refused(SomeArtifacts.LogMel, new NetworkHead(network, new(network, new Dictionary<string, float[]>())), SomeArtifacts.Metadata() with { ClipSamples = 1600 }, "not [logits]");
    }

    private static void Refused(AudioFrontEnd frontEnd, ClassifierHead head, ArtifactMetadata metadata, string reason) =>
        Assert.Contains(reason, Assert.Throws<ArgumentException>(() => AudioArtifact.Build(frontEnd, head, metadata)).Message, StringComparison.Ordinal);

    private static float[] Scaled(FeatureScaling scaling, float[] clip) =>
        [.. new AudioStatisticsExtractor(new()).Extract(clip).Select((value, i) => (value - scaling.Offset[i]) * scaling.Scale[i])];

    private static double[] LinearLogits(LinearHead head, float[] clip)
    {
        float[] features = Scaled(head.Scaling, clip);
        return [.. head.Weights.Select((row, k) => row.Select((weight, i) => (double)weight * features[i]).Sum() + head.Biases[k])];
    }

    private static double[] CpuLogits(LogMelFrontEnd frontEnd, NetworkHead head, float[] clip)
    {
        float[] decibels = new LogMelExtractor(frontEnd.Options).Extract(clip.AsSpan(0, frontEnd.ClipSamples)).Values, logits = new float[head.Network.Output.Count];
        int frames = decibels.Length / frontEnd.Options.MelBands;
        float[] features = [.. decibels.Select((value, i) => (value - frontEnd.Scaling.Offset[i / frames]) * frontEnd.Scaling.Scale[i / frames])];
        using var network = new CpuBackend(threads: 1).Create(head.Network, head.Weights, seed: 0);
        network.Forward(features, 1, logits);
        return Array.ConvertAll(logits, logit => (double)logit);
    }

    private static double Sigmoid(double logit) => 1 / (1 + Math.Exp(-logit));

    private static float[] Shared(double[] logits) => [.. logits.Select(logit => (float)(Sigmoid(logit) / logits.Sum(Sigmoid)))];

    private static float[] Softmax(double[] logits) => [.. logits.Select(logit => (float)(Math.Exp(logit) / logits.Sum(Math.Exp)))];
}
