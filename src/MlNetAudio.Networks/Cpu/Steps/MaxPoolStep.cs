using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>Pools plane by plane and remembers where each largest value stood.</summary>
internal sealed unsafe class MaxPoolStep : LayerStep
{
    private readonly PoolAxis _rows, _columns;
    private readonly int _channels, _plane, _outputs;
    private readonly Block _indices;
    private readonly Action<int, int> _forward, _backward;

    public MaxPoolStep(PoolLayer spec, NetworkLayer layer, Wiring wiring) : base(layer, wiring)
    {
        (_rows, _columns) = PoolWindows.Of(spec, layer.Input);
        (_channels, _plane, _outputs) = (layer.Input[0], _rows.Length * _columns.Length, _rows.Count * _columns.Count);
        _indices = wiring.Arena.Reserve((long)wiring.Capacity * OutputCount);
        (_forward, _backward) = (ForwardExample, BackwardExample);
    }

    public override void Forward(int batch, RunMode mode) => Wiring.Team.Run(batch, _forward);

    public override void Backward(int batch)
    {
        if (Wiring.NeedsInputGradient) Wiring.Team.Run(batch, _backward);
    }

    private void ForwardExample(int example, int worker)
    {
        float* input = InputOf(example), output = OutputOf(example);
        int* indices = IndicesOf(example);
        for (int channel = 0; channel < _channels; channel++)
            MaxPooling.Forward(input + (long)channel * _plane, _rows, _columns, output + (long)channel * _outputs, indices + (long)channel * _outputs);
    }

    private void BackwardExample(int example, int worker)
    {
        float* inputGradient = InputGradientOf(example), outputGradient = OutputGradientOf(example);
        int* indices = IndicesOf(example);
        for (int channel = 0; channel < _channels; channel++)
            MaxPooling.Backward(outputGradient + (long)channel * _outputs, indices + (long)channel * _outputs, _outputs, inputGradient + (long)channel * _plane, _plane);
    }

    /// <summary>A float's place serves for an int.</summary>
    private int* IndicesOf(int example) => (int*)Wiring.Arena.At(_indices) + (long)example * OutputCount;
}
