using MlNetAudio.Pipelines.Tuning;

namespace MlNetAudio.Tests.Pipelines.Tuning;

public class MedianStoppingTests
{
    private static readonly Trial[] Earlier = [Curve(1, 0.9f, 0.5f), Curve(2, 0.8f, 0.4f), Curve(3, 0.7f), Curve(4, 0.6f, 0.3f), Curve(5, 0.5f, 0.2f)];

    [Theory]
    [InlineData(1, 0.7f, true)]
    [InlineData(1, 0.71f, false)]
    [InlineData(2, 0.35f, true)]
    [InlineData(2, 0.36f, false)]
    [InlineData(3, 99f, true)]
    public void A_loss_above_the_median_of_those_that_got_so_far_ends_the_trial(int epoch, float loss, bool goesOn)
    {
        Assert.Equal(goesOn, new MedianStopping(Earlier).GoesOn(epoch, loss));
    }

    [Fact]
    public void With_few_trials_nothing_is_stopped()
    {
        Assert.True(new MedianStopping(Earlier[..3]).GoesOn(1, 99));
    }

    private static Trial Curve(int number, params float[] curve) => new() { Number = number, Ending = TrialEnding.Complete, Settings = new Dictionary<string, string>(), Curve = curve };
}
