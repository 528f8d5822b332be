using MlNetAudio.Networks;
using MlNetAudio.Networks.Training;
using MlNetAudio.Networks.Training.Losses;
using MlNetAudio.Networks.Training.Optimizers;
using MlNetAudio.Networks.Training.Schedules;

namespace MlNetAudio.Tests.Networks.Training;

public class TrainingOptionsTests
{
    public static TheoryData<Func<object>, string> Wrong => new()
    {
        { () => new TrainingOptions { Seed = 1, Epochs = 0 }, "Epochs must be positive, got 0." },
        { () => new TrainingOptions { Seed = 1, BatchSize = -1 }, "BatchSize must be positive, got -1." },
        { () => new TrainingOptions { Seed = 1, Patience = 0 }, "Patience must be positive, got 0." },
        { () => new TrainingOptions { Seed = 1, Threads = -2 }, "Threads must not be negative, got -2." },
        { () => new AdamOptions { LearningRate = float.NaN }, "LearningRate must be finite and not negative, got NaN." },
        { () => new AdamOptions { Beta1 = 1 }, "Beta1 must be at least 0 and below 1, got 1." },
        { () => new AdamOptions { Beta2 = -0.5f }, "Beta2 must be at least 0 and below 1, got -0.5." },
        { () => new AdamOptions { Epsilon = 0 }, "Epsilon must be positive and finite, got 0." },
        { () => new AdamOptions { WeightDecay = -1 }, "WeightDecay must be finite and not negative, got -1." },
        { () => new SgdOptions { Momentum = 1 }, "Momentum must be at least 0 and below 1, got 1." },
        { () => new RmsPropOptions { Alpha = -0.1f }, "Alpha must be at least 0 and below 1, got -0.1." },
        { () => new SgdOptions { ClipNorm = 0 }, "ClipNorm must be positive and finite, got 0." },
        { () => new SgdOptions { ClipValue = -1 }, "ClipValue must be positive and finite, got -1." },
        { () => new SgdOptions { AverageDecay = 1 }, "AverageDecay must be at least 0 and below 1, got 1." },
        { () => new CrossEntropy { LabelSmoothing = 1 }, "LabelSmoothing must be at least 0 and below 1, got 1." },
        { () => new CrossEntropy { ClassWeights = [1, -2] }, "ClassWeights must be finite and not negative, got -2." },
        { () => new FocalLoss { Alpha = 1.5f }, "Alpha must be from 0 to 1, got 1.5." },
        { () => new StepSchedule { Every = 0 }, "Every must be positive, got 0." },
        { () => new OneCycleSchedule { MaximumRate = 0 }, "MaximumRate must be positive and finite, got 0." },
        { () => new ReduceOnPlateauSchedule { Factor = 1 }, "Factor must be at least 0 and below 1, got 1." },
        { () => new WarmUpSchedule { Length = 5, StartFactor = 0 }, "StartFactor must be positive and finite, got 0." },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void A_wrong_option_is_refused_by_name(Func<object> options, string message)
    {
        Assert.Equal(message, Assert.Throws<ArgumentOutOfRangeException>(options).Message);
    }

    [Fact]
    public void A_training_set_names_the_example_that_does_not_fit()
    {
        var error = Assert.Throws<ArgumentException>(() => new TrainingSet(Shape.Of(1, 2, 3), [new float[6], new float[5]], [0, 1]));

        Assert.StartsWith("Example 1 holds 5 values but [1, 2, 3] needs 6; pad or crop it.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Targets_of_different_lengths_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new TrainingSet(Shape.Of(2), [new float[2], new float[2]], [new float[3], new float[4]]));

        Assert.StartsWith("Example 1 has 4 target values but example 0 has 3.", error.Message, StringComparison.Ordinal);
    }
}
