using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>A layer of a compiled plan, forward and backward. Its constructor reserves all memory it will ever need.</summary>
internal abstract unsafe class LayerStep(NetworkLayer layer, Wiring wiring)
{
    public NetworkLayer Layer { get; } = layer;

    /// <summary>Where the output lies: [capacity, ...Layer.Output].</summary>
    public Block Output => Wiring.Output;

    protected Wiring Wiring { get; } = wiring;

    protected int InputCount { get; } = layer.Input.Count;

    protected int OutputCount { get; } = layer.Output.Count;

    public abstract void Forward(int batch, RunMode mode);

    /// <summary>From the output's gradient: the gradients of the parameters and, where anything below needs it, of the input. Follows the Forward of the same batch.</summary>
    public abstract void Backward(int batch);

    protected float* InputOf(int example) => Wiring.Arena.At(Wiring.Input) + (long)example * InputCount;

    protected float* OutputOf(int example) => Wiring.Arena.At(Wiring.Output) + (long)example * OutputCount;

    protected float* InputGradientOf(int example) => Wiring.Arena.At(Wiring.InputGradient) + (long)example * InputCount;

    protected float* OutputGradientOf(int example) => Wiring.Arena.At(Wiring.OutputGradient) + (long)example * OutputCount;
}
