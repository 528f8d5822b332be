using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Networks.Training;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>
/// In place where that may be, its gradient anyhow; the identity in evaluation unless it is always on. Whether a value is kept depends on seed, layer, optimiser step and the value's place in
/// the batch alone, so a resumed training sees the masks it would have seen.
/// </summary>
internal sealed unsafe class DropoutStep : LayerStep
{
    private readonly Dropout _spec;
    private readonly int _place, _run;
    private readonly Action<int, int> _forward, _backward;
    private RandomStream _stream;
    private bool _active;

    /// <param name="place">Index of the layer in the network.</param>
    public DropoutStep(Dropout spec, NetworkLayer layer, Wiring wiring, int place) : base(layer, wiring)
    {
        (_spec, _place) = (spec, place);
        _run = spec.DropsChannels ? OutputCount / layer.Input[0] : 1;
        _forward = (example, _) => Apply(example, new(InputOf(example), InputCount), new(OutputOf(example), OutputCount));
        _backward = (example, _) => Apply(example, new(OutputGradientOf(example), OutputCount), new(InputGradientOf(example), InputCount));
    }

    public override void Forward(int batch, RunMode mode)
    {
        _active = (mode.Training || _spec.IsAlwaysOn) && _spec.Probability > 0;
        if (_active)
        {
            _stream = new(mode.Seed, RandomUse.Dropout, _place, mode.Step);
            Wiring.Team.Run(batch, _forward);
        }
        else if (Wiring.Input.Activation != Wiring.Output.Activation) Wiring.Arena.Span(Wiring.Input.Activation, (long)batch * InputCount).CopyTo(Wiring.Arena.Span(Wiring.Output.Activation));
    }

    public override void Backward(int batch)
    {
        if (_active) Wiring.Team.Run(batch, _backward);
    }

    private void Apply(int example, ReadOnlySpan<float> source, Span<float> target)
    {
        if (_run == 1) DropoutMask.Apply(_stream, _spec.Probability, (long)example * OutputCount, source, target);
        else DropoutMask.ApplyToRuns(_stream, _spec.Probability, (long)example * (OutputCount / _run), _run, source, target);
    }
}
