namespace MlNetAudio.Dsp.Transforms.Lanes;

/// <summary>Roots of unity.</summary>
internal static unsafe class Roots
{
    /// <summary>exp(−2πi·numerator/denominator) → (re, im); reduced first, so that the angle is exact however large the numerator.</summary>
    public static void Write(double* to, long numerator, int denominator)
    {
        var (sin, cos) = double.SinCosPi(2.0 * (numerator % denominator) / denominator);
        (to[0], to[1]) = (cos, -sin);
    }
}
