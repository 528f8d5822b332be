namespace MlNetAudio.Networks.Training.Batches;

/// <summary>Draws from Beta(α, α), symmetric around ½.</summary>
internal static class BetaDistribution
{
    /// <summary>One draw in 0..1 for each stream.</summary>
    /// <remarks>X / (X + Y) of two gamma variates.</remarks>
    public static double Symmetric(double alpha, RandomStream stream)
    {
        long index = 0;
        double x = LogGamma(alpha, stream, ref index), y = LogGamma(alpha, stream, ref index);
        return 1 / (1 + Math.Exp(y - x));
    }

    /// <summary>The logarithm of a draw from Gamma(α, 1): for small α the draw itself is too small for a number.</summary>
    /// <remarks>G. Marsaglia and W. W. Tsang, "A simple method for generating gamma variables" (2000); below α = 1, a draw from Gamma(α + 1) times u^(1/α).</remarks>
    private static double LogGamma(double alpha, RandomStream stream, ref long index)
    {
        double boost = alpha < 1 ? Math.Log(Uniform(stream, ref index)) / alpha : 0, d = (alpha < 1 ? alpha + 1 : alpha) - 1 / 3.0, c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double radius = Math.Sqrt(-2 * Math.Log(Uniform(stream, ref index))), normal = radius * double.CosPi(2 * Uniform(stream, ref index)), root = 1 + c * normal;
            if (root <= 0) continue;
            double v = root * root * root;
            if (Math.Log(Uniform(stream, ref index)) < normal * normal / 2 + d - d * v + d * Math.Log(v)) return boost + Math.Log(d * v);
        }
    }

    /// <summary>Above 0, at most 1.</summary>
    private static double Uniform(RandomStream stream, ref long index) => ((stream.Bits(index++) >> 11) + 1) * (1.0 / (1L << 53));
}
