namespace Microsoft.ML.Training;

/// <summary>Which features a tree may look at.</summary>
internal static class FeatureDraw
{
    /// <summary>Each with a chance of <paramref name="fraction"/>; all, and nothing drawn, when that is 1.</summary>
    public static bool[] Next(Random random, int features, double fraction)
    {
        bool[] active = new bool[features];
        for (int feature = 0; feature < active.Length; feature++) active[feature] = fraction >= 1 || random.NextDouble() <= fraction;
        return active;
    }
}
