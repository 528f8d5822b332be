using System.Numerics;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>x · Φ(x), Φ(x) = (1 + erf(x/√2)) / 2; error of Φ below 3e-7.</summary>
/// <remarks>erf after Abramowitz and Stegun 7.1.26.</remarks>
internal readonly struct GaussianLinear : IActivation
{
    private const float InverseRootOfTwo = 0.70710678f, DensityAtZero = 0.39894228f;

    public static bool SlopeNeedsInput => true;

    public Vector<float> Value(Vector<float> x) => x * Distribution(x);

    public Vector<float> Slope(Vector<float> at) => Distribution(at) + at * DensityAtZero * Vector.Exp(at * at * -0.5f);

    public float ValueReference(float x) => x * Distribution(x);

    public float SlopeReference(float at) => Distribution(at) + at * DensityAtZero * MathF.Exp(-0.5f * at * at);

    private static Vector<float> Distribution(Vector<float> x)
    {
        var z = Vector.Abs(x) * InverseRootOfTwo;
        var t = Vector<float>.One / (Vector<float>.One + z * 0.3275911f);
        var tail = t * (new Vector<float>(0.254829592f) + t * (new Vector<float>(-0.284496736f) + t * (new Vector<float>(1.421413741f) + t * (new Vector<float>(-1.453152027f) + t * 1.061405429f))))
            * Vector.Exp(-(z * z)) * 0.5f;
        return Vector.ConditionalSelect(Vector.LessThan(x, Vector<float>.Zero), tail, Vector<float>.One - tail);
    }

    private static float Distribution(float x)
    {
        float z = MathF.Abs(x) * InverseRootOfTwo, t = 1 / (1 + 0.3275911f * z);
        float tail = t * (0.254829592f + t * (-0.284496736f + t * (1.421413741f + t * (-1.453152027f + t * 1.061405429f)))) * MathF.Exp(-z * z) * 0.5f;
        return x < 0 ? tail : 1 - tail;
    }
}
