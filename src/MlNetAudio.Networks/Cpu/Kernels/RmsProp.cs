using System.Numerics;
using MlNetAudio.Networks.Training.Optimizers;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>
/// g += λw; s = αs + (1 − α)g²; centred: m = αm + (1 − α)g and s − m² in place of s; u = g / (√s + ε); b = μb + u; w −= η·b, or η·u without momentum. torch.optim.RMSprop, except that s − m²,
/// which rounding can make negative, is at least 0.
/// </summary>
internal sealed unsafe class RmsProp(RmsPropOptions options) : UpdateRule
{
    private readonly float _rate = options.LearningRate, _decay = options.WeightDecay, _alpha = options.Alpha, _epsilon = options.Epsilon, _momentum = options.Momentum;
    private readonly bool _centered = options.Centered;

    public override IReadOnlyList<string> MomentNames => (_centered, _momentum != 0) switch
    {
        (false, false) => ["square_avg"],
        (false, true) => ["square_avg", "momentum_buffer"],
        (true, false) => ["square_avg", "grad_avg"],
        (true, true) => ["square_avg", "grad_avg", "momentum_buffer"],
    };

    public override void Update(float* weights, float* gradients, Moments moments, int count, long step)
    {
        float* square = moments.First, mean = moments.Second, buffer = _centered ? moments.Third : moments.Second;
        int i = 0, lanes = Vector<float>.Count;
        Vector<float> rate = new(_rate), decay = new(_decay), alpha = new(_alpha), keep = new(1 - _alpha), epsilon = new(_epsilon), momentum = new(_momentum);
        for (; i + lanes <= count; i += lanes)
        {
            Vector<float> w = Vector.Load(weights + i), g = Vector.Load(gradients + i) + decay * w;
            var s = DropNegligible(Vector.Load(square + i) * alpha + keep * (g * g));
            Vector.Store(s, square + i);
            if (_centered)
            {
                var m = DropNegligible(Vector.Load(mean + i) * alpha + keep * g);
                Vector.Store(m, mean + i);
                s = Vector.Max(s - m * m, Vector<float>.Zero);
            }
            var update = g / (Vector.SquareRoot(s) + epsilon);
            if (_momentum != 0)
            {
                update = DropNegligible(momentum * Vector.Load(buffer + i) + update);
                Vector.Store(update, buffer + i);
            }
            Vector.Store(w - rate * update, weights + i);
        }
        UpdateReference(weights + i, gradients + i, moments.From(i), count - i, step);
    }

    internal override void UpdateReference(float* weights, float* gradients, Moments moments, int count, long step)
    {
        float* square = moments.First, mean = moments.Second, buffer = _centered ? moments.Third : moments.Second;
        for (int i = 0; i < count; i++)
        {
            float g = gradients[i] + _decay * weights[i], s = DropNegligible(square[i] * _alpha + (1 - _alpha) * (g * g));
            square[i] = s;
            if (_centered)
            {
                mean[i] = DropNegligible(mean[i] * _alpha + (1 - _alpha) * g);
                s = MathF.Max(s - mean[i] * mean[i], 0);
            }
            float update = g / (MathF.Sqrt(s) + _epsilon);
            if (_momentum != 0) buffer[i] = update = DropNegligible(_momentum * buffer[i] + update);
            weights[i] -= _rate * update;
        }
    }
}
