using MlNetAudio.Evaluation;

namespace MlNetAudio.Tests.Evaluation;

public class MeanEstimateTests
{
    [Fact]
    public void The_interval_is_students()
    {
        var estimate = MeanEstimate.Of([0.9, 0.8, 0.85, 0.95, 0.7]);

        // scipy.stats.t.interval(0.95, 4, loc=mean, scale=sem)
        Assert.Equal(0.84, estimate.Mean, 1e-12);
        Assert.Equal(0.09617692030835673, estimate.StandardDeviation, 1e-12);
        Assert.Equal(0.7205806, estimate.Interval!.Lower, 1e-6);
        Assert.Equal(0.9594194, estimate.Interval.Upper, 1e-6);
    }

    [Fact]
    public void A_single_measurement_has_no_interval()
    {
        Assert.Equal(new MeanEstimate(0.5, 0, 1, null), MeanEstimate.Of([0.5]));
    }

    [Fact]
    public void What_is_no_number_is_refused()
    {
        Assert.Throws<ArgumentException>(() => MeanEstimate.Of([0.5, double.NaN]));
        Assert.Throws<ArgumentException>(() => MeanEstimate.Of([]));
    }
}
