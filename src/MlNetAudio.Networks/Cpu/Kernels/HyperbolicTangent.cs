using System.Numerics;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>tanh x = (1 − e) / (1 + e) with e = e^−2|x|, under x's sign; error below 2e-7.</summary>
internal readonly struct HyperbolicTangent : IActivation
{
    public static bool SlopeNeedsInput => false;

    public Vector<float> Value(Vector<float> x)
    {
        var e = Exponential.Of(Vector.Abs(x) * -2f);
        return Vector.CopySign((Vector<float>.One - e) / (Vector<float>.One + e), x);
    }

    public Vector<float> Slope(Vector<float> at) => Vector<float>.One - at * at;

    public float ValueReference(float x) => MathF.Tanh(x);

    public float SlopeReference(float at) => 1 - at * at;
}
