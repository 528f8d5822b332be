namespace MlNetAudio.Dsp.Transforms;

/// <summary>Tables of window functions.</summary>
/// <remarks>scipy.signal.get_window: periodic is fftbins=True, symmetric its sym=True.</remarks>
public static class Window
{
    /// <summary>Weights [length] of one period of length N = <paramref name="length"/>: the form for spectra.</summary>
    public static double[] Periodic(WindowFunction function, int length) => Sampled(function, Require.Positive(length, nameof(length)), length);

    /// <summary>Weights [length] that read the same backwards, N = length − 1: the form for filters, and Kaldi's for spectra.</summary>
    public static double[] Symmetric(WindowFunction function, int length) => Sampled(function, Require.Positive(length, nameof(length)), Math.Max(1, length - 1));

    private static double[] Sampled(WindowFunction function, int length, int period)
    {
        double[] window = new double[length];
        for (int n = 0; n < length; n++) window[n] = length == 1 ? 1 : At(function, (double)n / period);
        return window;
    }

    /// <param name="turn">n/N, 0..1.</param>
    private static double At(WindowFunction function, double turn) => function switch
    {
        WindowFunction.Hann => Hann(turn),
        WindowFunction.Hamming => 0.54 - 0.46 * double.CosPi(2 * turn),
        WindowFunction.Blackman => 0.42 - 0.5 * double.CosPi(2 * turn) + 0.08 * double.CosPi(4 * turn),
        WindowFunction.Rectangular => 1,
        WindowFunction.Povey => Math.Pow(Hann(turn), 0.85),
        _ => throw new ArgumentOutOfRangeException(nameof(function), $"{function} is not a window function."),
    };

    private static double Hann(double turn) => 0.5 - 0.5 * double.CosPi(2 * turn);
}
