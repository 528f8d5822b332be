using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>Stacked LSTM layers; gives the top layer's states of all steps, or of the last.</summary>
internal sealed unsafe class LstmStep : LayerStep
{
    private readonly LstmLayer[] _layers;
    private readonly int _steps, _hidden;
    private readonly bool _all;
    private readonly Block? _between;

    public LstmStep(Lstm spec, NetworkLayer layer, Wiring wiring) : base(layer, wiring)
    {
        (_steps, _hidden, _all) = (layer.Input[0], spec.HiddenSize, spec.ReturnSequences);
        _layers = new LstmLayer[spec.Layers];
        for (int place = 0; place < _layers.Length; place++)
            _layers[place] = place == 0
                ? new(layer, wiring, wiring.Input.Activation, _steps, layer.Input[1], _hidden, place)
                : new(layer, wiring, _layers[place - 1].HiddenStates, _steps, _hidden, _hidden, place);
        if (_layers.Length > 1) _between = wiring.Arena.Reserve((long)wiring.Capacity * _steps * _hidden);
    }

    public override void Forward(int batch, RunMode mode)
    {
        foreach (var layer in _layers) layer.Forward(batch);
        float* states = Wiring.Arena.At(_layers[^1].HiddenStates);
        int skipped = _all ? 0 : (_steps - 1) * _hidden;
        for (int example = 0; example < batch; example++)
            new ReadOnlySpan<float>(states + (long)example * _steps * _hidden + skipped, OutputCount).CopyTo(new(OutputOf(example), OutputCount));
    }

    public override void Backward(int batch)
    {
        float* between = _between is null ? null : Wiring.Arena.At(_between), upstream = OutputGradientOf(0);
        for (int place = _layers.Length - 1; place >= 0; place--)
        {
            float* inputGradient = place > 0 ? between : Wiring.NeedsInputGradient ? InputGradientOf(0) : null;
            _layers[place].Backward(batch, upstream, upstreamIsLastStep: !_all && place == _layers.Length - 1, inputGradient);
            upstream = between;
        }
    }
}
