using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Networks.Training;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>
/// In place where that may be, its gradient anyhow; the identity in evaluation. Whether a value is kept depends on seed, layer, optimiser step and the value's place in the batch alone, so the mask is drawn again for the
/// gradient instead of being stored, and a resumed training sees the masks it would have seen.
/// </summary>
internal sealed unsafe class DropoutStep : LayerStep
{
    private readonly float _probability;
    private readonly int _place;
    private readonly Action<int, int> _forward, _backward;
    private RandomStream _stream;
    private bool _active;

    /// <param name="place">Index of the layer in the network.</param>
    public DropoutStep(Dropout spec, NetworkLayer layer, Wiring wiring, int place) : base(layer, wiring)
    {
        (_probability, _place) = (spec.Probability, place);
        _forward = (example, _) => Mask(InputOf(example), OutputOf(example), example);
        _backward = (example, _) => Mask(OutputGradientOf(example), InputGradientOf(example), example);
    }

    public override void Forward(int batch, RunMode mode)
    {
        _active = mode.Training && _probability > 0;
        if (!_active)
        {
            CopyInput(batch);
            return;
        }
        _stream = new(mode.Seed, RandomUse.Dropout, _place, mode.Step);
        Wiring.Team.Run(batch, _forward);
    }

    public override void Backward(int batch)
    {
        if (_active) Wiring.Team.Run(batch, _backward);
    }

    private void Mask(float* source, float* target, int example)
    {
        float scale = 1 / (1 - _probability);
        long first = (long)example * OutputCount;
        for (int i = 0; i < OutputCount; i++) target[i] = _stream.Uniform(first + i) >= _probability ? source[i] * scale : 0;
    }
}
