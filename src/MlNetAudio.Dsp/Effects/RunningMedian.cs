namespace MlNetAudio.Dsp.Effects;

/// <summary>output[i] = the median of so many values around i, values beyond both ends mirrored, the edge value twice; of an even number, the upper one of the middle two.</summary>
/// <remarks>scipy.ndimage.median_filter(mode="reflect"): of an even size, the window has one value more before i than behind it.</remarks>
internal static class RunningMedian
{
    public static void Filter(ReadOnlySpan<double> values, int size, Span<double> output)
    {
        if (values.IsEmpty) return;
        int before = size / 2;
        double[] sorted = new double[size];
        for (int k = 0; k < size; k++) sorted[k] = At(values, k - before);
        Array.Sort(sorted);
        output[0] = sorted[before];
        for (int i = 1; i < values.Length; i++)
        {
            Exchange(sorted, At(values, i - 1 - before), At(values, i - 1 - before + size));
            output[i] = sorted[before];
        }
    }

    /// <summary>One value leaves, one comes; those between their places move by one.</summary>
    private static void Exchange(double[] sorted, double leaving, double coming)
    {
        int place = Array.BinarySearch(sorted, leaving);
        if (coming > leaving)
            for (; place + 1 < sorted.Length && sorted[place + 1] < coming; place++) sorted[place] = sorted[place + 1];
        else
            for (; place > 0 && sorted[place - 1] > coming; place--) sorted[place] = sorted[place - 1];
        sorted[place] = coming;
    }

    private static double At(ReadOnlySpan<double> values, int index)
    {
        if ((uint)index < (uint)values.Length) return values[index];
        int period = 2 * values.Length, place = (index % period + period) % period;
        return values[place < values.Length ? place : period - 1 - place];
    }
}
