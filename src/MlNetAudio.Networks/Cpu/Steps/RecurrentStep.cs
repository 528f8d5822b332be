using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Networks.Training;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>Stacked recurrent layers of one or both directions; gives the top layer's states of all steps, or the final ones.</summary>
internal sealed unsafe class RecurrentStep : LayerStep
{
    /// <summary>Makes one layer in one direction.</summary>
    public delegate RecurrentDirection Factory(Block input, Block states, int place, int direction);

    private readonly RecurrentLayer _spec;
    private readonly RecurrentDirection[][] _layers;
    private readonly Block[] _states, _dropped;
    private readonly Block[] _between;
    private readonly int _steps, _place;
    private readonly Action<int, int> _drop, _dropGradient;
    private RandomStream _stream;
    private RunMode _mode;
    private bool _drops;
    private int _dropping;

    /// <param name="place">Index of the layer in the network, for the dropout between its layers.</param>
    public RecurrentStep(RecurrentLayer spec, NetworkLayer layer, Wiring wiring, int place, Factory factory) : base(layer, wiring)
    {
        (_spec, _steps, _place) = (spec, layer.Input[0], place);
        long length = (long)wiring.Capacity * StatesLength;
        (_states, _dropped, _layers) = (new Block[spec.Layers], new Block[spec.Layers], new RecurrentDirection[spec.Layers][]);
        var input = wiring.Input.Activation;
        for (int i = 0; i < spec.Layers; i++)
        {
            _states[i] = i == spec.Layers - 1 && spec.ReturnSequences ? wiring.Output.Activation : wiring.Arena.Reserve(length);
            var states = _states[i];
            _layers[i] = [.. Enumerable.Range(0, spec.Directions).Select(direction => factory(input, states, i, direction))];
            input = _dropped[i] = spec.Dropout > 0 && i < spec.Layers - 1 ? wiring.Arena.Reserve(length) : states;
        }
        _between = [.. Enumerable.Range(0, Math.Min(2, spec.Layers - 1)).Select(_ => wiring.Arena.Reserve(length))];
        (_drop, _dropGradient) = (Drop, DropGradient);
    }

    private int StatesLength => _steps * _spec.Directions * _spec.HiddenSize;

    public override void Forward(int batch, RunMode mode)
    {
        (_mode, _drops) = (mode, mode.Training && _spec.Dropout > 0);
        for (int i = 0; i < _layers.Length; i++)
        {
            foreach (var direction in _layers[i]) direction.Forward(batch);
            if (_states[i] == _dropped[i]) continue;
            if (_drops)
            {
                Begin(i, mode);
                Wiring.Team.Run(batch, _drop);
            }
            else Wiring.Arena.Span(_states[i], (long)batch * StatesLength).CopyTo(Wiring.Arena.Span(_dropped[i]));
        }
        if (!_spec.ReturnSequences) CopyFinalStates(batch);
    }

    public override void Backward(int batch)
    {
        float* upstream = OutputGradientOf(0);
        for (int i = _layers.Length - 1; i >= 0; i--)
        {
            bool isFinalState = !_spec.ReturnSequences && i == _layers.Length - 1;
            float* inputGradient = i > 0 ? Wiring.Arena.At(Between(i - 1)) : Wiring.NeedsInputGradient ? InputGradientOf(0) : null;
            for (int direction = 0; direction < _layers[i].Length; direction++) _layers[i][direction].Backward(batch, upstream, isFinalState, inputGradient, accumulate: direction > 0);
            if (i > 0 && _drops)
            {
                Begin(i - 1, _mode);
                Wiring.Team.Run(batch, _dropGradient);
            }
            upstream = inputGradient;
        }
    }

    /// <summary>Of the forward direction an example's last step, of the other the first.</summary>
    private void CopyFinalStates(int batch)
    {
        int hidden = _spec.HiddenSize, width = _spec.Directions * hidden;
        float* states = Wiring.Arena.At(_states[^1]);
        for (int example = 0; example < batch; example++)
            for (int direction = 0; direction < _spec.Directions; direction++)
            {
                long row = (long)example * _steps + (direction == 0 ? (IsShorter(example, out int steps) ? steps : _steps) - 1 : 0);
                new ReadOnlySpan<float>(states + row * width + direction * hidden, hidden).CopyTo(new(OutputOf(example) + direction * hidden, hidden));
            }
    }

    /// <summary>A stream of its own for each pair of layers.</summary>
    private void Begin(int i, RunMode mode)
    {
        _dropping = i;
        _stream = new(mode.Seed, RandomUse.Dropout, _place + ((i + 1L) << 32), mode.Step);
    }

    private void Drop(int example, int worker) => DropoutMask.Apply(
        _stream, _spec.Dropout, (long)example * StatesLength, Example(_states[_dropping], example), Example(_dropped[_dropping], example));

    private void DropGradient(int example, int worker) => DropoutMask.Apply(
        _stream, _spec.Dropout, (long)example * StatesLength, Example(Between(_dropping), example), Example(Between(_dropping), example));

    /// <summary>The gradient of a layer's states; the layer below writes its own while it reads it, so two take turns.</summary>
    private Block Between(int layer) => _between[layer % _between.Length];

    private Span<float> Example(Block block, int example) => new(Wiring.Arena.At(block) + (long)example * StatesLength, StatesLength);
}
