using System.Numerics;
using MlNetAudio.Networks.Training.Optimizers;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>g += λw; b = μb + g; w −= η·b, or η·(g + μb) with Nesterov's look-ahead; without momentum w −= η·g. torch.optim.SGD with dampening 0.</summary>
internal sealed unsafe class Sgd(SgdOptions options) : UpdateRule
{
    private readonly float _rate = options.LearningRate, _decay = options.WeightDecay, _momentum = options.Momentum;
    private readonly bool _nesterov = options.Nesterov;

    public override IReadOnlyList<string> MomentNames => _momentum == 0 ? [] : ["momentum_buffer"];

    public override void Update(float* weights, float* gradients, Moments moments, int count, long step)
    {
        float* buffer = moments.First;
        int i = 0, lanes = Vector<float>.Count;
        Vector<float> rate = new(_rate), decay = new(_decay), momentum = new(_momentum);
        for (; i + lanes <= count; i += lanes)
        {
            Vector<float> w = Vector.Load(weights + i), g = Vector.Load(gradients + i) + decay * w;
            if (_momentum != 0)
            {
                var b = DropNegligible(momentum * Vector.Load(buffer + i) + g);
                Vector.Store(b, buffer + i);
                g = _nesterov ? g + momentum * b : b;
            }
            Vector.Store(w - rate * g, weights + i);
        }
        UpdateReference(weights + i, gradients + i, moments.From(i), count - i, step);
    }

    internal override void UpdateReference(float* weights, float* gradients, Moments moments, int count, long step)
    {
        float* buffer = moments.First;
        for (int i = 0; i < count; i++)
        {
            float g = gradients[i] + _decay * weights[i];
            if (_momentum != 0)
            {
                buffer[i] = DropNegligible(_momentum * buffer[i] + g);
                g = _nesterov ? g + _momentum * buffer[i] : buffer[i];
            }
            weights[i] -= _rate * g;
        }
    }
}
