using System.Numerics;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>x where x &gt; 0, otherwise slope · x.</summary>
internal readonly struct LeakyRectifier(float slope) : IActivation
{
    public static bool SlopeNeedsInput => true;

    public Vector<float> Value(Vector<float> x) => Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<float>.Zero), x, x * slope);

    public Vector<float> Slope(Vector<float> at) => Vector.ConditionalSelect(Vector.GreaterThan(at, Vector<float>.Zero), Vector<float>.One, new(slope));

    public float ValueReference(float x) => x > 0 ? x : slope * x;

    public float SlopeReference(float at) => at > 0 ? 1 : slope;
}
