using System.Numerics;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>1 / (1 + e^−x); error below 2e-7.</summary>
internal readonly struct Logistic : IActivation
{
    public static bool SlopeNeedsInput => false;

    public Vector<float> Value(Vector<float> x) => Vector<float>.One / (Vector<float>.One + Exponential.Of(-x));

    public Vector<float> Slope(Vector<float> at) => at * (Vector<float>.One - at);

    public float ValueReference(float x) => 1 / (1 + MathF.Exp(-x));

    public float SlopeReference(float at) => at * (1 - at);
}
