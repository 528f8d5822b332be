namespace MlNetAudio.Evaluation;

/// <summary>Ranks from 1 in ascending order; tied values share the mean of the ranks they take up.</summary>
internal static class MidRanks
{
    /// <summary>values [rows] → midranks [rows], in O(n log n).</summary>
    public static double[] Of(ReadOnlySpan<float> values)
    {
        float[] sorted = values.ToArray();
        int[] rows = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, rows);

        double[] ranks = new double[sorted.Length];
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start]) end++;
            double rank = (start + 1 + end) / 2.0;
            for (int i = start; i < end; i++) ranks[rows[i]] = rank;
        }
        return ranks;
    }
}
