using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>Softmax or its logarithm along one axis; the gradient needs the output alone.</summary>
internal sealed unsafe class SoftmaxStep : LayerStep
{
    private readonly int _outer, _count, _inner;
    private readonly bool _logarithm;
    private readonly Action<int, int> _forward, _backward;

    public SoftmaxStep(int axis, bool logarithm, NetworkLayer layer, Wiring wiring) : base(layer, wiring)
    {
        if (axis < 0) axis += layer.Input.Rank;
        (_logarithm, _outer, _count, _inner) = (logarithm, 1, layer.Input[axis], 1);
        for (int i = 0; i < axis; i++) _outer *= layer.Input[i];
        for (int i = axis + 1; i < layer.Input.Rank; i++) _inner *= layer.Input[i];
        (_forward, _backward) = (ForwardExample, BackwardExample);
    }

    public override void Forward(int batch, RunMode mode) => Wiring.Team.Run(batch, _forward);

    public override void Backward(int batch) => Wiring.Team.Run(batch, _backward);

    private void ForwardExample(int example, int worker)
    {
        for (int row = 0; row < _outer * _inner; row++)
        {
            float* x = InputOf(example) + Offset(row), y = OutputOf(example) + Offset(row);
            if (_logarithm) SoftmaxRow.ForwardLog(x, _count, _inner, y);
            else if (_inner == 1) SoftmaxRow.Forward(new(x, _count), new(y, _count));
            else SoftmaxRow.ForwardReference(x, _count, _inner, y);
        }
    }

    private void BackwardExample(int example, int worker)
    {
        for (int row = 0; row < _outer * _inner; row++)
        {
            float* y = OutputOf(example) + Offset(row), gradient = OutputGradientOf(example) + Offset(row), target = InputGradientOf(example) + Offset(row);
            if (_logarithm) SoftmaxRow.BackwardLog(y, gradient, _count, _inner, target);
            else if (_inner == 1) SoftmaxRow.Backward(new(y, _count), new(gradient, _count), new(target, _count));
            else SoftmaxRow.BackwardReference(y, gradient, _count, _inner, target);
        }
    }

    private long Offset(int row) => (long)(row / _inner) * _count * _inner + row % _inner;
}
