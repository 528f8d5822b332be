using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>Another shape for the same memory: nothing to do.</summary>
internal sealed class FlattenStep(NetworkLayer layer, Wiring wiring) : LayerStep(layer, wiring)
{
    public override void Forward(int batch, RunMode mode) { }

    public override void Backward(int batch) { }
}
