using System.Numerics;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>min(max(0, x), 6); NaN stays NaN.</summary>
internal readonly struct CappedRectifier : IActivation
{
    public static bool SlopeNeedsInput => false;

    public Vector<float> Value(Vector<float> x)
    {
        var low = Vector.ConditionalSelect(Vector.LessThan(x, Vector<float>.Zero), Vector<float>.Zero, x);
        return Vector.ConditionalSelect(Vector.GreaterThan(low, new Vector<float>(6)), new(6), low);
    }

    public Vector<float> Slope(Vector<float> at) =>
        Vector.ConditionalSelect(Vector.GreaterThan(at, Vector<float>.Zero) & Vector.LessThan(at, new Vector<float>(6)), Vector<float>.One, Vector<float>.Zero);

    public float ValueReference(float x) => x < 0 ? 0 : x > 6 ? 6 : x;

    public float SlopeReference(float at) => at is > 0 and < 6 ? 1 : 0;
}
