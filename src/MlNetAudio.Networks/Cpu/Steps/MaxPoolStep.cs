using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>Pools plane by plane, of a shorter example its valid part, and remembers where each largest value stood.</summary>
internal sealed unsafe class MaxPoolStep : LayerStep
{
    private readonly PoolWindows _windows;
    private readonly PoolWindows? _shortened;
    private readonly int _channels, _plane, _outputs;
    private readonly Block _indices;
    private readonly Action<int, int> _forward, _backward;

    public MaxPoolStep(PoolLayer spec, NetworkLayer layer, Wiring wiring) : base(layer, wiring)
    {
        _windows = PoolWindows.Of(spec, layer.Input);
        _shortened = layer.InputTime is null ? null : PoolWindows.Of(spec, layer.Input, layer.InputTime);
        _channels = layer.Input[0];
        (_plane, _outputs) = (InputCount / _channels, OutputCount / _channels);
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
        for (int channel = 0; channel < _channels; channel++)
        {
            float* plane = InputOf(example) + (long)channel * _plane, output = OutputOf(example) + (long)channel * _outputs;
            int* indices = IndicesOf(example) + (long)channel * _outputs;
            if (IsShorter(example, out int steps))
            {
                var (height, width) = _shortened!.Valid(steps);
                ShortenedPooling.Max(plane, _shortened.Rows, _shortened.Columns, height, width, output, indices);
            }
            else MaxPooling.Forward(plane, _windows.Rows, _windows.Columns, output, indices);
        }
    }

    private void BackwardExample(int example, int worker)
    {
        for (int channel = 0; channel < _channels; channel++)
        {
            float* gradient = OutputGradientOf(example) + (long)channel * _outputs, plane = InputGradientOf(example) + (long)channel * _plane;
            int* indices = IndicesOf(example) + (long)channel * _outputs;
            if (IsShorter(example, out _)) ShortenedPooling.MaxBackward(gradient, indices, _outputs, plane, _plane);
            else MaxPooling.Backward(gradient, indices, _outputs, plane, _plane);
        }
    }

    /// <summary>A float's place serves for an int.</summary>
    private int* IndicesOf(int example) => (int*)Wiring.Arena.At(_indices) + (long)example * OutputCount;
}
