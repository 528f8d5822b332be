using Microsoft.ML;
using MlNetAudio.Datasets;
using MlNetAudio.Networks.Cpu;
using MlNetAudio.Pipelines;
using MlNetAudio.Pipelines.Experiments;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Pipelines.Experiments;

/// <summary>What models are fitted on: the training and the validation part, where they need none to stop by.</summary>
public sealed class FittingTests
{
    private const int SampleRateHz = 16_000;

    private readonly AudioDataset _dataset = AudioDataset.Load(RepositoryFiles.At("data", "two-voices"));
    private readonly ClipStore _clips = new(new ClipFormat(SampleRateHz));
    private readonly IReadOnlyList<Recording> _training, _validation;
    private readonly float[][] _heard;

    public FittingTests()
    {
        var split = DatasetSplitter.Split(_dataset, new SplitOptions { Seed = 1 });
        (_training, _validation) = (split.Train, split.Validation);
        _heard = [.. split.Test.Select(recording => _clips.Load(recording))];
    }

    [Theory]
    [InlineData("lr"), InlineData("rf"), InlineData("sdca"), InlineData("fasttree"), InlineData("ds-cnn")]
    public void Models_that_choose_nothing_by_the_validation_part_are_fitted_on_it_too(string name)
    {
        var both = Answers(name, Context(_training, _validation));

        Assert.Equal(Answers(name, Context([.. _training, .. _validation], [])), both);
        Assert.NotEqual(Answers(name, Context(_training, [])), both);
    }

    [Theory]
    [InlineData("lr"), InlineData("rf"), InlineData("sdca"), InlineData("fasttree"), InlineData("ds-cnn")]
    public void Models_leave_a_validation_part_alone_that_judges_them(string name) =>
        Assert.Equal(Answers(name, Context(_training, [])), Answers(name, Context(_training, _validation) with { JudgesByValidation = true }));

    [Fact]
    public void A_network_that_keeps_its_last_epoch_is_watched_only_by_a_validation_part_that_judges_it()
    {
        using var fitted = Train("ds-cnn", Context(_training, _validation));
        using var judged = Train("ds-cnn", Context(_training, _validation) with { JudgesByValidation = true });
        using var stopping = Train("cnn", Context(_training, _validation));

        Assert.All(fitted.History, epoch => Assert.Null(epoch.ValidationLoss));
        Assert.All(judged.History, epoch => Assert.NotNull(epoch.ValidationLoss));
        Assert.Equal(judged.History.Count, judged.BestEpoch);
        Assert.All(stopping.History, epoch => Assert.NotNull(epoch.ValidationLoss));
    }

    private float[] Answers(string name, TrainingContext context)
    {
        using var model = Train(name, context);
        return [.. _heard.Select(clip => model.Predict(clip)[1])];
    }

    private static TrainedModel Train(string name, TrainingContext context)
    {
        var trainer = KnownModels.Find(name);
        return trainer.Train(KnownModels.Options(trainer, context.Options), context, TestContext.Current.CancellationToken);
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
        Options = new() { Dataset = _dataset.Name, Epochs = 2 },
        Report = (_, _, _) => { },
        Seed = 1,
    };
}
