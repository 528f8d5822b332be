namespace Microsoft.ML.Training;

/// <summary>Cuts the values of one feature into ranges that a histogram can count.</summary>
internal static class FeatureBins
{
    /// <summary>
    /// Ascending upper bounds (inclusive) of the bins, the last +∞. Up to <paramref name="maximumBins"/> distinct values each get their own bin, bounded halfway
    /// to the next; more share bins of about equal mass. Only the last bound when no threshold leaves <paramref name="minimumCount"/> values on either side.
    /// </summary>
    public static double[] UpperBounds(double[] values, int maximumBins, int minimumCount)
    {
        var (distinct, cumulative) = DistinctValues(values);
        if (maximumBins < 2 || !IsSplittable(cumulative, minimumCount)) return [double.PositiveInfinity];

        int[] starts = distinct.Length <= maximumBins ? [.. Enumerable.Range(0, distinct.Length)] : EqualMassStarts(cumulative, maximumBins);
        double[] bounds = new double[starts.Length];
        for (int bin = 1; bin < starts.Length; bin++) bounds[bin - 1] = Between(distinct[starts[bin] - 1], distinct[starts[bin]]);
        bounds[^1] = double.PositiveInfinity;
        return bounds;
    }

    /// <summary>The bin of a value: the first whose upper bound is not below it.</summary>
    public static int BinOf(double value, double[] upperBounds)
    {
        int index = Array.BinarySearch(upperBounds, value);
        return index >= 0 ? index : ~index;
    }

    /// <summary>The bin of each value.</summary>
    public static ushort[] BinsOf(double[] values, double[] upperBounds) => Array.ConvertAll(values, value => (ushort)BinOf(value, upperBounds));

    /// <summary>The distinct values ascending, and cumulative[i] = how many values are smaller than distinct[i] (its last entry: all).</summary>
    private static (double[] Distinct, int[] Cumulative) DistinctValues(double[] values)
    {
        double[] sorted = [.. values];
        Array.Sort(sorted);
        var distinct = new List<double>();
        var cumulative = new List<int>();
        for (int i = 0; i < sorted.Length; i++)
        {
            if (i > 0 && sorted[i] == sorted[i - 1]) continue;
            distinct.Add(sorted[i]);
            cumulative.Add(i);
        }
        cumulative.Add(sorted.Length);
        return ([.. distinct], [.. cumulative]);
    }

    private static bool IsSplittable(int[] cumulative, int minimumCount)
    {
        int total = cumulative[^1];
        for (int i = 1; i < cumulative.Length - 1; i++)
            if (cumulative[i] >= minimumCount && total - cumulative[i] >= minimumCount) return true;
        return false;
    }

    /// <summary>
    /// The first distinct value of each bin: boundaries are put one after another where they separate most pairs of values, then each is moved
    /// between its neighbours as long as that separates more.
    /// </summary>
    private static int[] EqualMassStarts(int[] cumulative, int bins)
    {
        var segments = new PriorityQueue<(int Start, int End, int Middle), (long Gain, int Start)>();
        List<int> starts = [0];
        Enqueue(0, cumulative.Length - 1);
        while (starts.Count < bins)
        {
            var (start, end, middle) = segments.Dequeue();
            starts.Add(middle);
            Enqueue(start, middle);
            Enqueue(middle, end);
        }
        starts.Sort();
        starts.Add(cumulative.Length - 1);

        for (bool moved = true; moved;)
        {
            moved = false;
            for (int bin = 1; bin < bins; bin++)
            {
                int better = BestMiddle(starts[bin - 1], starts[bin + 1]);
                if (Separated(starts[bin - 1], better, starts[bin + 1]) <= Separated(starts[bin - 1], starts[bin], starts[bin + 1])) continue;
                (starts[bin], moved) = (better, true);
            }
        }
        return [.. starts.Take(bins)];

        void Enqueue(int start, int end)
        {
            if (end - start < 2) return;
            int middle = BestMiddle(start, end);
            segments.Enqueue((start, end, middle), (-Separated(start, middle, end), start));
        }

        long Separated(int start, int middle, int end) => (long)(cumulative[middle] - cumulative[start]) * (cumulative[end] - cumulative[middle]);

        int BestMiddle(int start, int end)
        {
            int halfway = Array.BinarySearch(cumulative, start, end - start, (cumulative[start] + cumulative[end]) / 2);
            int middle = Math.Clamp(halfway >= 0 ? halfway : ~halfway, start + 1, end - 1);
            if (middle + 1 < end && Separated(start, middle + 1, end) > Separated(start, middle, end)) return middle + 1;
            return middle - 1 > start && Separated(start, middle - 1, end) > Separated(start, middle, end) ? middle - 1 : middle;
        }
    }

    /// <summary>A number in [low, high): halfway, unless the two are neighbours.</summary>
    private static double Between(double low, double high)
    {
        double middle = low / 2 + high / 2;
        return middle < high ? Math.Max(low, middle) : low;
    }
}
