using System.Numerics;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>x · (1 + tanh(√(2/π) · (x + 0.044715·x³))) / 2.</summary>
internal readonly struct GaussianLinearByTanh : IActivation
{
    private const float Root = 0.79788456f, Cubic = 0.044715f;

    public static bool SlopeNeedsInput => true;

    public Vector<float> Value(Vector<float> x) => x * 0.5f * (Vector<float>.One + Tanh(x));

    public Vector<float> Slope(Vector<float> at)
    {
        var tanh = Tanh(at);
        return (Vector<float>.One + tanh) * 0.5f + at * 0.5f * (Vector<float>.One - tanh * tanh) * (new Vector<float>(Root) + at * at * (3 * Root * Cubic));
    }

    public float ValueReference(float x) => x * 0.5f * (1 + Tanh(x));

    public float SlopeReference(float at)
    {
        float tanh = Tanh(at);
        return (1 + tanh) * 0.5f + at * 0.5f * (1 - tanh * tanh) * (Root + at * at * (3 * Root * Cubic));
    }

    private static Vector<float> Tanh(Vector<float> x) => default(HyperbolicTangent).Value(x * (new Vector<float>(Root) + x * x * (Root * Cubic)));

    private static float Tanh(float x) => MathF.Tanh(x * (Root + x * x * (Root * Cubic)));
}
