using MlNetAudio.Dsp.Features;

namespace MlNetAudio.Tests.Dsp.Features;

public class StatisticTests
{
    private static readonly double[] Values = [0.5, -1.25, 3, 0.75, 0.125, 2, -0.5, 0.25, 1.5, -2.75];

    /// <summary>What NumPy 1.24 and SciPy 1.10 (skew and kurtosis with their defaults) say of <see cref="Values"/>.</summary>
    public static TheoryData<Statistic, string, double> Known => new()
    {
        { Statistic.Mean, "mean", 0.3625 },
        { Statistic.Deviation, "std", 1.5556851384518655 },
        { Statistic.Minimum, "min", -2.75 },
        { Statistic.Maximum, "max", 3 },
        { Statistic.Median, "median", 0.375 },
        { Statistic.Quantile(0.25), "q25", -0.34375 },
        { Statistic.Quantile(0.9), "q90", 2.1 },
        { Statistic.Quantile(0), "q0", -2.75 },
        { Statistic.Quantile(1), "q100", 3 },
        { Statistic.Quantile(0.125), "q12.5", -1.15625 },
        { Statistic.Skewness, "skew", -0.2850223262632469 },
        { Statistic.Kurtosis, "kurtosis", -0.29481591072979674 },
    };

    [Theory, MemberData(nameof(Known))]
    public void It_is_what_NumPy_and_SciPy_say(Statistic statistic, string name, double expected)
    {
        Assert.Equal(name, statistic.Name);
        Assert.Equal(expected, statistic.Of(Values), 1e-14);   // a few roundings of numbers about 1
    }

    [Fact]
    public void Values_that_do_not_differ_have_finite_moments()
    {
        double[] same = [0.1, 0.1, 0.1];

        Assert.Equal([0, 0, -3], [Statistic.Deviation.Of(same), Statistic.Skewness.Of(same), Statistic.Kurtosis.Of(same)], (x, y) => Math.Abs(x - y) < 1e-15);
    }

    [Fact]
    public void A_single_value_is_its_own_quantile() => Assert.Equal(7, Statistic.Quantile(0.3).Of([7]));

    [Theory, InlineData(-0.1), InlineData(1.1), InlineData(double.NaN)]
    public void A_part_outside_0_to_1_is_refused(double part) => Assert.Throws<ArgumentOutOfRangeException>(() => Statistic.Quantile(part));

    [Fact]
    public void No_value_has_no_statistic() => Assert.Throws<ArgumentException>(() => Statistic.Mean.Of([]));
}
