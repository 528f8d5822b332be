using Microsoft.ML;
using MlNetAudio.Datasets;
using MlNetAudio.Dsp.Io;
using MlNetAudio.Networks.Cpu;
using MlNetAudio.Pipelines;
using MlNetAudio.Pipelines.Classical;
using MlNetAudio.Pipelines.Experiments;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Pipelines.Classical;

/// <summary>ML.NET reads rows on threads of its own and wraps what goes wrong there.</summary>
public sealed class FeatureTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly AudioDataset _dataset = AudioDataset.Load(RepositoryFiles.At("data", "two-voices"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_recording_that_cannot_be_read_is_named()
    {
        File.WriteAllText(_folder.At("broken.wav"), "not audio");
        Recording broken = _dataset.Recordings[0] with { Path = _folder.At("broken.wav") };

        var error = Assert.Throws<AudioFileException>(() => new FeatureTable(Context(broken), new LoudnessFeatureOptions().FrontEnd(16_000), CancellationToken.None));

        Assert.Contains("broken.wav", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancellation_stays_a_cancellation()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => new FeatureTable(Context(_dataset.Recordings[0]), new LoudnessFeatureOptions().FrontEnd(16_000), cancelled.Token));
    }

    private TrainingContext Context(Recording recording) => new()
    {
        Backend = new CpuBackend(),
        MachineLearning = new MLContext(1),
        Clips = new ClipStore(new ClipFormat(16_000)),
        Labels = LabelSpace.Of(_dataset, positive: null),
        Training = [recording],
        Validation = [],
        ClipLength = 16_000,
        DataHash = "",
        Options = new() { Dataset = _folder.Root },
        Report = (_, _, _) => { },
    };
}
