using MlNetAudio.Pipelines.Tuning;

namespace MlNetAudio.Tests.Pipelines.Tuning;

public class ParzenEstimatorTests
{
    public static TheoryData<double[]> Points => new([], [0.5], [0, 1], [0.1, 0.11, 0.12, 0.9], [0.3, 0.3, 0.3]);

    [Theory, MemberData(nameof(Points))]
    public void The_density_is_one_over_the_range(double[] points)
    {
        var estimator = new ParzenEstimator(points);

        double integral = Enumerable.Range(0, 10_000).Sum(i => Math.Exp(estimator.LogDensity((i + 0.5) / 10_000))) / 10_000;

        Assert.Equal(1, integral, 1e-4);   // midpoints, and a distribution function within 1e-7
    }

    [Theory, MemberData(nameof(Points))]
    public void Samples_follow_the_density(double[] points)
    {
        var estimator = new ParzenEstimator(points);
        var random = new Random(1);

        double[] samples = [.. Enumerable.Range(0, 20_000).Select(_ => estimator.Sample(random))];

        Assert.All(samples, sample => Assert.InRange(sample, 0, 1));
        double mean = Enumerable.Range(0, 10_000).Sum(i => (i + 0.5) / 10_000 * Math.Exp(estimator.LogDensity((i + 0.5) / 10_000))) / 10_000;
        Assert.Equal(mean, samples.Average(), 0.01);   // four deviations of the mean of 20,000
    }
}
