using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>
/// Zeros behind the end of every example, in place, and behind the end of its gradient. It stands before layers whose windows reach beyond an example's end; elsewhere what lies there is never
/// asked for, so nobody else who reads the value minds. Nothing to do where all examples fill the input.
/// </summary>
internal sealed unsafe class MaskStep : LayerStep
{
    private readonly Action<int, int> _forward, _backward;

    public MaskStep(TimeAxis time, NetworkLayer layer, Wiring wiring) : base(layer, wiring)
    {
        var layout = StepLayout.Of(wiring.Input.Shape, time);
        _forward = (example, _) => layout.ClearPadding(OutputOf(example), Wiring.Lengths.StepsOf(example, time));
        _backward = (example, _) => layout.ClearPadding(InputGradientOf(example), Wiring.Lengths.StepsOf(example, time));
    }

    /// <summary>Nothing that its layer has made.</summary>
    public override IReadOnlyList<(NetworkLayer Layer, Block Values, int Count)> Outputs => [];

    public override void Forward(int batch, RunMode mode)
    {
        if (Wiring.Lengths.IsRagged) Wiring.Team.Run(batch, _forward);
    }

    public override void Backward(int batch)
    {
        if (Wiring.Lengths.IsRagged) Wiring.Team.Run(batch, _backward);
    }
}
