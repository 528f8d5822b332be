namespace MlNetAudio.Dsp.Features;

/// <summary>output[i] = the largest of so many values around i, values beyond both ends mirrored, the edge value twice.</summary>
/// <remarks>scipy.ndimage.maximum_filter1d with its defaults: of an even size, the window has one value more before i than behind it.</remarks>
internal static class SpectralMaximum
{
    public static void Filter(ReadOnlySpan<double> values, int size, Span<double> output)
    {
        int before = size / 2, after = size - before - 1;
        for (int i = 0; i < values.Length; i++)
        {
            // Where the window reaches over an end, its mirror image adds nothing unless it is longer than what is left of the values.
            int first = Math.Max(0, i - before), last = Math.Min(values.Length - 1, i + after);
            if (i - before < 0) last = Math.Max(last, Math.Min(values.Length - 1, before - i - 1));
            if (i + after >= values.Length) first = Math.Min(first, Math.Max(0, 2 * values.Length - 1 - (i + after)));
            double largest = values[first];
            for (int j = first + 1; j <= last; j++) largest = Math.Max(largest, values[j]);
            output[i] = largest;
        }
    }
}
