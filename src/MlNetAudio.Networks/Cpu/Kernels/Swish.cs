using System.Numerics;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>x · σ(x).</summary>
internal readonly struct Swish : IActivation
{
    public static bool SlopeNeedsInput => true;

    public Vector<float> Value(Vector<float> x) => x / (Vector<float>.One + Exponential.Of(-x));

    public Vector<float> Slope(Vector<float> at)
    {
        var sigmoid = Vector<float>.One / (Vector<float>.One + Exponential.Of(-at));
        return sigmoid * (Vector<float>.One + at * (Vector<float>.One - sigmoid));
    }

    public float ValueReference(float x) => x / (1 + MathF.Exp(-x));

    public float SlopeReference(float at)
    {
        float sigmoid = 1 / (1 + MathF.Exp(-at));
        return sigmoid * (1 + at * (1 - sigmoid));
    }
}
