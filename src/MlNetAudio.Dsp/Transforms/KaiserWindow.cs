namespace MlNetAudio.Dsp.Transforms;

/// <summary>I₀(β·√(1 − x²)) / I₀(β) for x in −1..1: the window that trades attenuation for width by one number.</summary>
/// <remarks>J. F. Kaiser, "Nonrecursive digital filter design using the I₀-sinh window function", 1974.</remarks>
internal sealed class KaiserWindow
{
    private readonly double _beta, _peak;
    private readonly double[] _inverseSquares;   // 1/k², k = 1, 2, …: as many as I₀(β) takes to double precision

    public KaiserWindow(double beta)
    {
        _beta = beta;
        _inverseSquares = [.. Enumerable.Range(1, 12 + (int)(1.6 * beta)).Select(k => 1.0 / ((double)k * k))];
        _peak = BesselI0(beta * beta);
    }

    /// <summary>β for a low-pass filter whose stop band lies so many decibels (above 50) down.</summary>
    public static double BetaFor(double attenuationDecibels) => 0.1102 * (attenuationDecibels - 8.7);

    /// <summary>Taps, less one, that a low-pass filter needs for a transition from pass to stop band of that width, as a fraction of half the sample rate.</summary>
    public static double OrderFor(double attenuationDecibels, double transition) => (attenuationDecibels - 7.95) / (2.285 * Math.PI * transition);

    /// <summary>0 outside −1..1.</summary>
    public double At(double x) => Math.Abs(x) <= 1 ? BesselI0(_beta * _beta * (1 - x * x)) / _peak : 0;

    /// <summary>I₀ of a square root: Σ ((square/4)ᵏ / k!²), from the inside out.</summary>
    private double BesselI0(double square)
    {
        double sum = 1;
        for (int k = _inverseSquares.Length - 1; k >= 0; k--) sum = 1 + square / 4 * _inverseSquares[k] * sum;
        return sum;
    }
}
