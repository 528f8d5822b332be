using System.Numerics;
using MlNetAudio.Networks.Training.Optimizers;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>
/// m = β₁m + (1 − β₁)g, v = β₂v + (1 − β₂)g², w −= η/(1 − β₁ᵗ) · m / (√v/√(1 − β₂ᵗ) + ε), the order of operations of torch.optim.Adam. Its weight decay adds λw to g;
/// AdamW's multiplies w by 1 − ηλ first.
/// </summary>
internal sealed unsafe class Adam : UpdateRule
{
    private readonly float _decay, _shrink, _beta1, _beta2, _epsilon, _learningRate;

    public Adam(AdamOptions options) => (_decay, _shrink, _beta1, _beta2, _epsilon, _learningRate) = (options.WeightDecay, 1, options.Beta1, options.Beta2, options.Epsilon, options.LearningRate);

    public Adam(AdamWOptions options)
    {
        (_decay, _shrink) = (0, (float)(1 - (double)options.LearningRate * options.WeightDecay));
        (_beta1, _beta2, _epsilon, _learningRate) = (options.Beta1, options.Beta2, options.Epsilon, options.LearningRate);
    }

    public override IReadOnlyList<string> MomentNames => ["exp_avg", "exp_avg_sq"];

    public override void Update(float* weights, float* gradients, Moments moments, int count, long step)
    {
        var (rate, root) = Corrections(step);
        float* first = moments.First, second = moments.Second;
        int i = 0, lanes = Vector<float>.Count;
        Vector<float> decay = new(_decay), shrink = new(_shrink), beta1 = new(_beta1), beta2 = new(_beta2);
        Vector<float> keep1 = new(1 - _beta1), keep2 = new(1 - _beta2), epsilon = new(_epsilon), rates = new(rate), roots = new(root);
        for (; i + lanes <= count; i += lanes)
        {
            Vector<float> w = Vector.Load(weights + i), g = Vector.Load(gradients + i) + decay * w;
            var m = DropNegligible(Vector.Load(first + i) * beta1 + keep1 * g);
            var v = DropNegligible(Vector.Load(second + i) * beta2 + keep2 * (g * g));
            Vector.Store(m, first + i);
            Vector.Store(v, second + i);
            Vector.Store(w * shrink - rates * (m / (Vector.SquareRoot(v) / roots + epsilon)), weights + i);
        }
        UpdateReference(weights + i, gradients + i, moments.From(i), count - i, step);
    }

    internal override void UpdateReference(float* weights, float* gradients, Moments moments, int count, long step)
    {
        var (rate, root) = Corrections(step);
        float* first = moments.First, second = moments.Second;
        for (int i = 0; i < count; i++)
        {
            float g = gradients[i] + _decay * weights[i];
            first[i] = DropNegligible(first[i] * _beta1 + (1 - _beta1) * g);
            second[i] = DropNegligible(second[i] * _beta2 + (1 - _beta2) * (g * g));
            weights[i] = weights[i] * _shrink - rate * (first[i] / (MathF.Sqrt(second[i]) / root + _epsilon));
        }
    }

    private (float Rate, float Root) Corrections(long step) => ((float)(_learningRate / (1 - Math.Pow(_beta1, step))), (float)Math.Sqrt(1 - Math.Pow(_beta2, step)));
}
