using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>Averages plane by plane, of a shorter example its valid part.</summary>
internal sealed unsafe class AveragePoolStep : LayerStep
{
    private readonly PoolWindows _windows;
    private readonly PoolWindows? _shortened;
    private readonly int _channels, _plane, _outputs;
    private readonly Action<int, int> _forward, _backward;

    public AveragePoolStep(PoolLayer spec, NetworkLayer layer, Wiring wiring) : base(layer, wiring)
    {
        _windows = PoolWindows.Of(spec, layer.Input);
        _shortened = layer.InputTime is null ? null : PoolWindows.Of(spec, layer.Input, layer.InputTime);
        _channels = layer.Input[0];
        (_plane, _outputs) = (InputCount / _channels, OutputCount / _channels);
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
            if (IsShorter(example, out int steps))
            {
                var (height, width) = _shortened!.Valid(steps);
                ShortenedPooling.Average(plane, _shortened.Rows, _shortened.Columns, height, width, output);
            }
            else AveragePooling.Forward(plane, _windows.Rows, _windows.Columns, output);
        }
    }

    private void BackwardExample(int example, int worker)
    {
        for (int channel = 0; channel < _channels; channel++)
        {
            float* gradient = OutputGradientOf(example) + (long)channel * _outputs, plane = InputGradientOf(example) + (long)channel * _plane;
            if (IsShorter(example, out int steps))
            {
                var (height, width) = _shortened!.Valid(steps);
                ShortenedPooling.AverageBackward(gradient, _shortened.Rows, _shortened.Columns, height, width, plane);
            }
            else AveragePooling.Backward(gradient, _windows.Rows, _windows.Columns, plane);
        }
    }
}
