using MlNetAudio.Networks;
using MlNetAudio.Networks.Training;

namespace MlNetAudio.Tests.Networks.Training;

public class TrainingOptionsTests
{
    public static TheoryData<Func<object>, string> Wrong => new()
    {
        { () => new TrainingOptions { Seed = 1, Epochs = 0 }, "Epochs must be positive, got 0." },
        { () => new TrainingOptions { Seed = 1, BatchSize = -1 }, "BatchSize must be positive, got -1." },
        { () => new TrainingOptions { Seed = 1, Patience = 0 }, "Patience must be positive, got 0." },
        { () => new TrainingOptions { Seed = 1, Threads = -2 }, "Threads must not be negative, got -2." },
        { () => new AdamOptions { LearningRate = float.NaN }, "LearningRate must be positive and finite, got NaN." },
        { () => new AdamOptions { Beta1 = 1 }, "Beta1 must be at least 0 and below 1, got 1." },
        { () => new AdamOptions { Beta2 = -0.5f }, "Beta2 must be at least 0 and below 1, got -0.5." },
        { () => new AdamOptions { Epsilon = 0 }, "Epsilon must be positive and finite, got 0." },
        { () => new AdamOptions { WeightDecay = -1 }, "WeightDecay must be finite and not negative, got -1." },
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
}
