namespace MlNetAudio.Dsp.Features;

/// <summary>The cumulative beta distribution, by which pYIN weighs its thresholds.</summary>
internal static class PyinThresholdPrior
{
    /// <summary>∫ t^(a−1)·(1 − t)^(b−1) from 0 to x, divided by that from 0 to 1.</summary>
    /// <remarks>The continued fraction of Abramowitz and Stegun 26.5.8, evaluated by Lentz's method; scipy.stats.beta.cdf.</remarks>
    /// <param name="x">0..1.</param>
    public static double Beta(double x, double a, double b)
    {
        if (x <= 0) return 0;
        if (x >= 1) return 1;
        double front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + a * Math.Log(x) + b * Math.Log(1 - x));
        // Each side converges fast on its part of 0..1.
        return x < (a + 1) / (a + b + 2) ? front * Fraction(x, a, b) / a : 1 - front * Fraction(1 - x, b, a) / b;
    }

    private static double Fraction(double x, double a, double b)
    {
        const double smallest = 1e-300, precision = 1e-16;
        const int longest = 10_000;
        double c = 1, d = Away(1 - (a + b) * x / (a + 1)), h = 1 / d;
        d = 1 / d;
        for (int m = 1; m <= longest; m++)
        {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            (c, d) = (Away(1 + even / c), 1 / Away(1 + even * d));
            h *= d * c;
            (c, d) = (Away(1 + odd / c), 1 / Away(1 + odd * d));
            h *= d * c;
            if (Math.Abs(d * c - 1) < precision) break;
        }
        return h;

        static double Away(double value) => Math.Abs(value) < smallest ? smallest : value;
    }

    /// <summary>ln Γ(x) for x above 0, by Stirling's series from 10 up and the recurrence below.</summary>
    private static double LogGamma(double x)
    {
        double product = 1;
        for (; x < 10; x++) product *= x;
        double inverse = 1 / x, square = inverse * inverse;
        double series = inverse * (1 / 12.0 - square * (1 / 360.0 - square * (1 / 1260.0 - square * (1 / 1680.0 - square * (1 / 1188.0 - square * (691 / 360_360.0 - square / 156))))));
        return (x - 0.5) * Math.Log(x) - x + 0.5 * Math.Log(2 * Math.PI) + series - Math.Log(product);
    }
}
