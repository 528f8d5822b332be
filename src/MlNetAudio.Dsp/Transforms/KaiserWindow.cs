namespace MlNetAudio.Dsp.Transforms;

/// <summary>I₀(β·√(1 − x²)) / I₀(β) for x in −1..1: the window that trades attenuation for width by one number.</summary>
/// <remarks>J. F. Kaiser, "Nonrecursive digital filter design using the I₀-sinh window function", 1974.</remarks>
internal readonly struct KaiserWindow(double beta)
{
    private readonly double _peak = BesselI0(beta);

    /// <summary>β for a low-pass filter whose stop band lies so many decibels (above 50) down.</summary>
    public static double BetaFor(double attenuationDecibels) => 0.1102 * (attenuationDecibels - 8.7);

    /// <summary>Taps, less one, that a low-pass filter needs for a transition from pass to stop band of that width, as a fraction of half the sample rate.</summary>
    public static double OrderFor(double attenuationDecibels, double transition) => (attenuationDecibels - 7.95) / (2.285 * Math.PI * transition);

    /// <summary>0 outside −1..1.</summary>
    public double At(double x) => Math.Abs(x) <= 1 ? BesselI0(beta * Math.Sqrt(1 - x * x)) / _peak : 0;

    /// <summary>Σ ((x/2)ᵏ / k!)², whose terms are all positive.</summary>
    private static double BesselI0(double x)
    {
        double sum = 1, term = 1;
        for (int k = 1; term > sum * 1e-17; k++)
        {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }
}
