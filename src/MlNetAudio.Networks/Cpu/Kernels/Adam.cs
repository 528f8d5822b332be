using System.Numerics;
using MlNetAudio.Networks.Training;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>
/// One Adam step over a run of parameters, in place: m = β₁m + (1 − β₁)g, v = β₂v + (1 − β₂)g², w −= η/(1 − β₁ᵗ) · m / (√v/√(1 − β₂ᵗ) + ε), the order of operations of torch.optim.Adam.
/// </summary>
internal static unsafe class Adam
{
    /// <summary>Moments below this are taken as zero: where gradients stay away they would fade into subnormal numbers, which processors handle a hundred times slower than others.</summary>
    private const float Negligible = 1e-30f;

    /// <param name="step">Counted from 1.</param>
    public static void Update(float* weights, float* gradients, float* first, float* second, int count, long step, AdamOptions options)
    {
        var (rate, root) = Corrections(step, options);
        int i = 0, lanes = Vector<float>.Count;
        Vector<float> decay = new(options.WeightDecay), beta1 = new(options.Beta1), beta2 = new(options.Beta2);
        Vector<float> keep1 = new(1 - options.Beta1), keep2 = new(1 - options.Beta2), epsilon = new(options.Epsilon), rates = new(rate), roots = new(root);
        for (; i + lanes <= count; i += lanes)
        {
            Vector<float> w = Vector.Load(weights + i), g = Vector.Load(gradients + i) + decay * w;
            var m = DropNegligible(Vector.Load(first + i) * beta1 + keep1 * g);
            var v = DropNegligible(Vector.Load(second + i) * beta2 + keep2 * (g * g));
            Vector.Store(m, first + i);
            Vector.Store(v, second + i);
            Vector.Store(w - rates * (m / (Vector.SquareRoot(v) / roots + epsilon)), weights + i);
        }
        UpdateReference(weights + i, gradients + i, first + i, second + i, count - i, step, options);
    }

    internal static void UpdateReference(float* weights, float* gradients, float* first, float* second, int count, long step, AdamOptions options)
    {
        var (rate, root) = Corrections(step, options);
        for (int i = 0; i < count; i++)
        {
            float g = gradients[i] + options.WeightDecay * weights[i];
            first[i] = DropNegligible(first[i] * options.Beta1 + (1 - options.Beta1) * g);
            second[i] = DropNegligible(second[i] * options.Beta2 + (1 - options.Beta2) * (g * g));
            weights[i] -= rate * (first[i] / (MathF.Sqrt(second[i]) / root + options.Epsilon));
        }
    }

    private static (float Rate, float Root) Corrections(long step, AdamOptions options) =>
        ((float)(options.LearningRate / (1 - Math.Pow(options.Beta1, step))), (float)Math.Sqrt(1 - Math.Pow(options.Beta2, step)));

    private static Vector<float> DropNegligible(Vector<float> values) =>
        Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(values), new Vector<float>(Negligible)), Vector<float>.Zero, values);

    private static float DropNegligible(float value) => MathF.Abs(value) < Negligible ? 0 : value;
}
