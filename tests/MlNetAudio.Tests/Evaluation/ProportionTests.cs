using MlNetAudio.Evaluation;

namespace MlNetAudio.Tests.Evaluation;

public class ProportionTests
{
    /// <summary>Newcombe 1998, table I, method 3 (81/263 and 15/148 to four digits; 0/20 and 1/29), and 20/20 by symmetry.</summary>
    [Theory, InlineData(81, 263, 0.2553, 0.3662), InlineData(15, 148, 0.0624, 0.1605), InlineData(0, 20, 0, 0.1611), InlineData(1, 29, 0.0061, 0.1718), InlineData(20, 20, 0.8389, 1)]
    public void The_interval_is_the_published_one(int successes, int trials, double lower, double upper)
    {
        var interval = Proportion.WilsonInterval(successes, trials);

        Assert.Equal(lower, interval.Lower, 5e-5);
        Assert.Equal(upper, interval.Upper, 5e-5);
    }

    [Theory, InlineData(0, 0, "A proportion needs at least one trial, got 0."), InlineData(3, 2, "Successes lie between 0 and the 2 trials, got 3.")]
    public void Counts_that_cannot_be_are_refused(int successes, int trials, string message)
    {
        var error = Assert.Throws<ArgumentException>(() => Proportion.WilsonInterval(successes, trials));

        Assert.Equal(message, error.Message);
    }
}
