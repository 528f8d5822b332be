namespace MlNetAudio.Tests.Dsp;

/// <summary>How well a signal agrees with another of the same length.</summary>
internal static class SignalToNoise
{
    /// <summary>10·log10(Σ expected² / Σ (expected − actual)²), leaving out a twentieth at both ends, where filters still fill.</summary>
    public static double InnerDecibels(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        double signal = 0, noise = 0;
        for (int n = expected.Length / 20; n < expected.Length - expected.Length / 20; n++)
        {
            signal += (double)expected[n] * expected[n];
            noise += ((double)expected[n] - actual[n]) * ((double)expected[n] - actual[n]);
        }
        return 10 * Math.Log10(signal / noise);
    }
}
