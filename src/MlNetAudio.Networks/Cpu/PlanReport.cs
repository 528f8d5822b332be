namespace MlNetAudio.Networks.Cpu;

/// <summary>What training a network costs the CPU engine: memory and time of every layer, at one batch size.</summary>
/// <param name="Layers">Every layer, those inside combinators too, in the order of <see cref="NetworkSpec.AllLayers"/>.</param>
/// <param name="Bytes">All memory that a step works in, without parameters, their gradients and the optimiser's moments.</param>
/// <param name="SharedGradientBytes">Of it: gradients of activations, which share memory among the layers.</param>
/// <param name="ScratchBytes">Of it: what the threads use for themselves.</param>
public sealed record PlanReport(IReadOnlyList<PlanReport.Row> Layers, long Bytes, long SharedGradientBytes, long ScratchBytes)
{
    /// <summary>Of the passes timed, the mean of one forward and backward pass.</summary>
    public double Milliseconds => Layers.Sum(row => row.ForwardMilliseconds + row.BackwardMilliseconds);

    /// <param name="Layer">Shapes, parameters and multiply-adds of one example.</param>
    /// <param name="Bytes">Activations and packed operands of the layer's own; 0 where it works in the place of its input.</param>
    public sealed record Row(LayerSummary.Row Layer, long Bytes, double ForwardMilliseconds, double BackwardMilliseconds);
}
