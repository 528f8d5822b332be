namespace MlNetAudio.Dsp.Transforms;

/// <summary>Powers on a logarithmic scale.</summary>
public static class Decibels
{
    /// <summary>
    /// 10·log10(max(minimum, power)) − 10·log10(max(minimum, reference)), then a floor <paramref name="top"/> decibels below the largest result of the whole span.
    /// </summary>
    /// <param name="minimum">Powers below this count as this, so that silence is finite.</param>
    /// <param name="top">Null: no floor.</param>
    /// <remarks>librosa.power_to_db. In place is fine.</remarks>
    /// <exception cref="ArgumentException">The spans differ in length, or an argument is out of range.</exception>
    public static void FromPower(ReadOnlySpan<float> power, Span<float> decibels, double reference = 1, double minimum = 1e-10, double? top = 80)
    {
        if (decibels.Length != power.Length) throw new ArgumentException($"{power.Length} powers need room for as many decibels, got {decibels.Length}.", nameof(decibels));
        double[] values = new double[power.Length];
        for (int i = 0; i < values.Length; i++) values[i] = power[i];
        FromPower(values, decibels, reference, minimum, top);
    }

    /// <summary>The same from double precision; overwrites <paramref name="power"/>.</summary>
    internal static void FromPower(Span<double> power, Span<float> decibels, double reference, double minimum, double? top)
    {
        Require.Positive(minimum, nameof(minimum));
        if (top is { } above) Require.NotNegative(above, nameof(top));
        double offset = 10 * Math.Log10(Math.Max(minimum, Math.Abs(reference))), maximum = double.NegativeInfinity;
        for (int i = 0; i < power.Length; i++)
        {
            power[i] = 10 * Math.Log10(Math.Max(minimum, power[i])) - offset;
            maximum = Math.Max(maximum, power[i]);
        }
        double floor = maximum - (top ?? double.PositiveInfinity);
        for (int i = 0; i < power.Length; i++) decibels[i] = (float)Math.Max(floor, power[i]);
    }
}
