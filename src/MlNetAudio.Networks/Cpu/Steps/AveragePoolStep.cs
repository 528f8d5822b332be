using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>Averages plane by plane.</summary>
internal sealed unsafe class AveragePoolStep : LayerStep
{
    private readonly Action<int, int> _forward, _backward;

    public AveragePoolStep(PoolLayer spec, NetworkLayer layer, Wiring wiring) : base(layer, wiring)
    {
        var (rows, columns) = PoolWindows.Of(spec, layer.Input);
        int channels = layer.Input[0], plane = rows.Length * columns.Length, outputs = rows.Count * columns.Count;
        _forward = (example, _) =>
        {
            for (int channel = 0; channel < channels; channel++)
                AveragePooling.Forward(InputOf(example) + (long)channel * plane, rows, columns, OutputOf(example) + (long)channel * outputs);
        };
        _backward = (example, _) =>
        {
            for (int channel = 0; channel < channels; channel++)
                AveragePooling.Backward(OutputGradientOf(example) + (long)channel * outputs, rows, columns, InputGradientOf(example) + (long)channel * plane);
        };
    }

    public override void Forward(int batch, RunMode mode) => Wiring.Team.Run(batch, _forward);

    public override void Backward(int batch)
    {
        if (Wiring.NeedsInputGradient) Wiring.Team.Run(batch, _backward);
    }
}
