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
        for (int block = 0; block < _outer; block++)
        {
            float* x = InputOf(example) + Offset(block), y = OutputOf(example) + Offset(block);
            if (_inner > 1 && _logarithm) SoftmaxColumns.ForwardLog(x, _count, _inner, y);
            else if (_inner > 1) SoftmaxColumns.Forward(x, _count, _inner, y);
            else if (_logarithm) SoftmaxRow.ForwardLog(new(x, _count), new(y, _count));
            else SoftmaxRow.Forward(new(x, _count), new(y, _count));
        }
    }

    private void BackwardExample(int example, int worker)
    {
        for (int block = 0; block < _outer; block++)
        {
            float* y = OutputOf(example) + Offset(block), gradient = OutputGradientOf(example) + Offset(block), target = InputGradientOf(example) + Offset(block);
            if (_inner > 1 && _logarithm) SoftmaxColumns.BackwardLog(y, gradient, _count, _inner, target);
            else if (_inner > 1) SoftmaxColumns.Backward(y, gradient, _count, _inner, target);
            else if (_logarithm) SoftmaxRow.BackwardLog(new(y, _count), new(gradient, _count), new(target, _count));
            else SoftmaxRow.Backward(new(y, _count), new(gradient, _count), new(target, _count));
        }
    }

    private long Offset(int block) => (long)block * _count * _inner;
}
