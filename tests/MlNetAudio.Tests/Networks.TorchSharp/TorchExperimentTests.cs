using MlNetAudio.Networks.TorchSharp;
using MlNetAudio.Networks.Training;
using MlNetAudio.Pipelines.Experiments;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.TorchSharp;

/// <summary>A whole run on TorchSharp: trained there, exported, verified in ONNX Runtime, scored by ML.NET.</summary>
[Collection(nameof(TorchBackendTests))]
public sealed class TorchExperimentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_on_TorchSharp_has_the_probabilities_of_one_on_the_cpu_engine()
    {
        var options = new ExperimentOptions { Dataset = RepositoryFiles.At("data", "two-voices"), Models = ["lstm"], Epochs = 2, ClipSeconds = 1, OutputFolder = _folder.At("cpu") };
        var backends = TrainingBackends.Own.With("torchsharp", device => new TorchBackend(device));

        var expected = Experiment.Run(options);
        var actual = Experiment.Run(options with { Backend = "torchsharp", OutputFolder = _folder.At("torch") }, backends: backends);

        foreach (var (one, other) in expected.Models[0].Scores.Zip(actual.Models[0].Scores)) Assert.Equal(one.Probabilities[1], other.Probabilities[1], 1e-3f);   // some 20 steps of Adam apart
        Assert.Contains("\"backend\": \"torchsharp\"", File.ReadAllText(_folder.At("torch", "config.json")), StringComparison.Ordinal);
        Assert.DoesNotContain("backend", File.ReadAllText(_folder.At("cpu", "config.json")), StringComparison.Ordinal);
    }
}
