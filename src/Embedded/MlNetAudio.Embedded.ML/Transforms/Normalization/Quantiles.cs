namespace Microsoft.ML.Data;

/// <summary>Quantiles of values.</summary>
internal static class Quantiles
{
    /// <summary>The value below which a share of the sorted values lies, straight between the two nearest; 0 where there are none.</summary>
    /// <param name="share">0 to 1.</param>
    public static double Of(double[] sorted, double share)
    {
        if (sorted.Length == 0) return 0;
        double place = share * (sorted.Length - 1);
        int below = (int)place, above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
