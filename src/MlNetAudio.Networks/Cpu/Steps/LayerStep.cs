using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>A layer of a compiled plan, forward and backward. Its constructor reserves all memory it will ever need.</summary>
internal abstract unsafe class LayerStep(NetworkLayer layer, Wiring wiring)
{
    public NetworkLayer Layer { get; } = layer;

    /// <summary>Where the output lies: [capacity, OutputCount].</summary>
    public Block Output => Wiring.Output.Activation;

    /// <summary>What each layer that the step stands for has put out, floats an example; layers whose outputs are never stored are left out.</summary>
    public virtual IReadOnlyList<(NetworkLayer Layer, Block Values, int Count)> Outputs => [(Layer, Output, OutputCount)];

    /// <summary>Its parameters or something before it wants a gradient.</summary>
    public bool NeedsBackward => Wiring.Output.NeedsGradient;

    protected Wiring Wiring { get; } = wiring;

    protected int InputCount { get; } = wiring.Input.Shape.Count;

    public int OutputCount { get; } = wiring.Output.Shape.Count;

    public abstract void Forward(int batch, RunMode mode);

    /// <summary>From the output's gradient: the gradients of the parameters and, where anything below needs it, of the input. Follows the Forward of the same batch.</summary>
    public abstract void Backward(int batch);

    /// <summary>Whether some of the example's steps are padding.</summary>
    /// <param name="steps">Those that are not, as the layer's input counts them; 0 where it has no time.</param>
    protected bool IsShorter(int example, out int steps)
    {
        steps = StepsOf(example);
        return Wiring.Lengths.IsRagged && steps < (Layer.InputTime?.Steps ?? 0);
    }

    /// <summary>Valid steps of an example, as the layer's input counts them; 0 where it has no time axis.</summary>
    protected int StepsOf(int example) => Layer.InputTime is { } time ? Wiring.Lengths.StepsOf(example, time) : 0;

    protected float* InputOf(int example) => Wiring.Arena.At(Wiring.Input.Activation) + (long)example * InputCount;

    protected float* OutputOf(int example) => Wiring.Arena.At(Wiring.Output.Activation) + (long)example * OutputCount;

    protected float* InputGradientOf(int example) => Wiring.Arena.At(Wiring.Input.Gradient) + (long)example * InputCount;

    protected float* OutputGradientOf(int example) => Wiring.Arena.At(Wiring.Output.Gradient) + (long)example * OutputCount;
}
