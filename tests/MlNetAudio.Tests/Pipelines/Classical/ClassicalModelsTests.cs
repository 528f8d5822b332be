using Microsoft.ML;
using MlNetAudio.Datasets;
using MlNetAudio.Networks.Cpu;
using MlNetAudio.Pipelines;
using MlNetAudio.Pipelines.Classical;
using MlNetAudio.Pipelines.Experiments;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Pipelines.Classical;

/// <summary>What the classical models are fitted on: the training and the validation part, of which they need none to stop by.</summary>
public sealed class ClassicalModelsTests
{
    private const int SampleRateHz = 16_000;

    private readonly AudioDataset _dataset = AudioDataset.Load(RepositoryFiles.At("data", "two-voices"));
    private readonly ClipStore _clips = new(new ClipFormat(SampleRateHz));
    private readonly IReadOnlyList<Recording> _training, _validation;
    private readonly float[][] _heard;

    public ClassicalModelsTests()
    {
        var split = DatasetSplitter.Split(_dataset, new SplitOptions { Seed = 1 });
        (_training, _validation) = (split.Train, split.Validation);
        _heard = [.. split.Test.Select(recording => _clips.Load(recording))];
    }

    [Theory]
    [InlineData("lr"), InlineData("rf"), InlineData("sdca"), InlineData("fasttree")]
    public void Are_fitted_on_the_validation_part_too(string name)
    {
        var both = Answers(name, Context(_training, _validation));

        Assert.Equal(Answers(name, Context([.. _training, .. _validation], [])), both);
        Assert.NotEqual(Answers(name, Context(_training, [])), both);
    }

    [Theory]
    [InlineData("lr"), InlineData("rf"), InlineData("sdca"), InlineData("fasttree")]
    public void Leave_a_validation_part_alone_that_judges_them(string name) =>
        Assert.Equal(Answers(name, Context(_training, [])), Answers(name, Context(_training, _validation) with { JudgesByValidation = true }));

    private float[] Answers(string name, TrainingContext context)
    {
        var trainer = ClassicalModels.All.Single(trainer => trainer.Name == name);
        using var model = trainer.Train(trainer.Defaults, context, TestContext.Current.CancellationToken);
        return [.. _heard.Select(clip => model.Predict(clip)[1])];
    }

    private TrainingContext Context(IReadOnlyList<Recording> training, IReadOnlyList<Recording> validation) => new()
    {
        Backend = new CpuBackend(),
        MachineLearning = new MLContext(1),
        Clips = _clips,
        Labels = LabelSpace.Of(_dataset, positive: null),
        Training = training,
        Validation = validation,
        ClipLength = SampleRateHz,
        DataHash = "",
        Options = new() { Dataset = _dataset.Name },
        Report = (_, _, _) => { },
        Seed = 1,
    };
}
