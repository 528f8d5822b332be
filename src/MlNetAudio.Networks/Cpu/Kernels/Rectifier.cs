using System.Numerics;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>max(0, x); NaN stays NaN.</summary>
internal readonly struct Rectifier : IActivation
{
    public static bool SlopeNeedsInput => false;

    public Vector<float> Value(Vector<float> x) => Vector.ConditionalSelect(Vector.LessThan(x, Vector<float>.Zero), Vector<float>.Zero, x);

    public Vector<float> Slope(Vector<float> at) => Vector.ConditionalSelect(Vector.GreaterThan(at, Vector<float>.Zero), Vector<float>.One, Vector<float>.Zero);

    public float ValueReference(float x) => x < 0 ? 0 : x;

    public float SlopeReference(float at) => at > 0 ? 1 : 0;
}
