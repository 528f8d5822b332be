namespace MlNetAudio.Dsp.Transforms;

/// <summary>The raised cosine 0.5 − 0.5·cos(2πn/N).</summary>
public static class HannWindow
{
    /// <summary>N weights [length] of one period of length N: the form for spectra (the symmetric one divides by N − 1).</summary>
    public static double[] Periodic(int length)
    {
        double[] window = new double[Require.Positive(length, nameof(length))];
        for (int n = 0; n < length; n++) window[n] = 0.5 - 0.5 * double.CosPi(2.0 * n / length);
        return window;
    }
}
