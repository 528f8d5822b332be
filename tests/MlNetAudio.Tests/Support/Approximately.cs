namespace MlNetAudio.Tests.Support;

internal static class Approximately
{
    /// <summary>Every |expected − actual| is at most the tolerance; the failure names the worst place.</summary>
    public static void Equal(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        int worst = -1;
        double difference = -1;
        for (int i = 0; i < expected.Length; i++)
        {
            double d = expected[i].Equals(actual[i]) ? 0 : Math.Abs((double)expected[i] - actual[i]);
            if (double.IsNaN(d)) d = double.PositiveInfinity;
            if (d > difference) (worst, difference) = (i, d);
        }
        Assert.True(difference <= tolerance, $"at {worst}: expected {(worst < 0 ? 0 : expected[worst])}, got {(worst < 0 ? 0 : actual[worst])}, |d| = {difference:g4} > {tolerance:g4}");
    }

    /// <summary>The largest |expected − actual| divided by the largest |expected|; what is no number in both is equal.</summary>
    public static double RelativeToPeak(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        double peak = 0, difference = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            if (double.IsNaN(expected[i]) && float.IsNaN(actual[i])) continue;
            peak = Math.Max(peak, Math.Abs(expected[i]));
            double d = Math.Abs(expected[i] - actual[i]);
            difference = Math.Max(difference, double.IsNaN(d) ? double.PositiveInfinity : d);
        }
        return peak == 0 ? difference : difference / peak;
    }
}
