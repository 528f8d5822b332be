using System.Numerics.Tensors;
using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>
/// One recurrent layer in one direction over all steps. Examples are independent, so slices of the batch walk through time on their own, from the first step to the last without waiting for each
/// other: what is worked on stays in the caches of one core. "Step" counts in the order of the walk, "time" from the start of the clip.
/// <para>
/// A slice walks as far as its longest example. Where another has no step, because it has ended or, backwards, not yet begun, it rests: its state and the gradients of its gates are zero, so it
/// adds nothing to anything and finds a zero state where it begins.
/// </para>
/// </summary>
internal abstract unsafe class RecurrentDirection
{
    /// <summary>Examples that walk through time together.</summary>
    public const int SliceRows = 8;

    /// <summary>Steps whose inputs are multiplied in one go: the rows of that product are then a multiple of its largest tile.</summary>
    private const int ChunkSteps = MatrixProduct.RowBlock / SliceRows;

    private readonly Wiring _wiring;
    private readonly GateLayout _layout;
    private readonly RecurrentWeightGradients _weightGradients;
    private readonly TimeAxis? _time;
    private readonly int[] _sliceSteps;
    private readonly int _steps, _features, _hidden, _stateStride, _stateOffset;
    private readonly bool _backwards;
    private readonly Block _input, _states, _gates, _bias, _inputWeights, _hiddenWeights;
    private readonly Block[] _hiddenRuns;
    private readonly Parameter _weightIh, _weightHh, _biasIh, _biasHh;
    private readonly Action<int, int> _walkForward, _walkBackward;
    private int _batch;
    private float* _upstream, _inputGradient;
    private bool _upstreamIsFinalState, _addsInputGradient;

    /// <param name="input">[capacity, steps, features].</param>
    /// <param name="states">[capacity, steps, directions · hidden]: receives h, in the part of this direction.</param>
    /// <param name="place">Which of the stacked layers.</param>
    protected RecurrentDirection(RecurrentLayer spec, GateLayout layout, NetworkLayer layer, Wiring wiring, Block input, Block states, int place, int direction)
    {
        (_wiring, _layout, _input, _states, _backwards) = (wiring, layout, input, states, direction == 1);
        (_steps, _features, _hidden) = (layer.Input[0], spec.InputSize(layer.Input, place), spec.HiddenSize);
        (_stateStride, _stateOffset) = (spec.Directions * _hidden, direction * _hidden);
        (_time, _sliceSteps) = (layer.InputTime, new int[SliceCount(wiring.Capacity)]);
        string suffix = RecurrentLayer.Suffix(place, direction);
        (_weightIh, _weightHh) = (wiring.Parameters.Of(layer, $"weight_ih_{suffix}"), wiring.Parameters.Of(layer, $"weight_hh_{suffix}"));
        (_biasIh, _biasHh) = (wiring.Parameters.Of(layer, $"bias_ih_{suffix}"), wiring.Parameters.Of(layer, $"bias_hh_{suffix}"));

        var arena = wiring.Arena;
        _gates = arena.Reserve((long)checked(wiring.Capacity * _steps) * Width);
        _bias = arena.Reserve(Width);
        _inputWeights = arena.Reserve(Math.Max(Panels.LengthOfColumns(WeightRows, _features), Panels.LengthOfColumns(_features, WeightRows)));
        _hiddenRuns = [.. layout.FromHidden.Select(run => arena.Reserve(Panels.LengthOfColumns(run.Count * _hidden, _hidden)))];
        _hiddenWeights = arena.Reserve(Panels.LengthOfColumns(_hidden, WeightRows));
        arena.ReserveScratch(ChunkSteps * (SliceRows * Width + Panels.LengthOfRows(SliceRows, _features)) + Panels.LengthOfRows(SliceRows, _hidden));
        arena.ReserveScratch(Panels.LengthOfRows(SliceRows, Width) + 2L * SliceRows * _hidden);
        _weightGradients = new(this, layout, wiring, _features, _hidden);
        (_walkForward, _walkBackward) = (WalkForward, WalkBackward);
    }

    /// <summary>Whether a cell leaves in the state's gradient what goes straight to the state before.</summary>
    protected virtual bool PassesStateGradient => false;

    protected int Hidden => _hidden;

    /// <summary>Values kept of each row: the gates of the layout.</summary>
    public int Width => _layout.Gates * _hidden;

    /// <summary>Rows of the weight matrices.</summary>
    public int WeightRows => _layout.WeightGates * _hidden;

    /// <summary>Distance from one example to the next.</summary>
    public long InputStride => (long)_steps * _features;

    /// <inheritdoc cref="InputStride"/>
    public long StateStride => (long)_steps * _stateStride;

    public void Forward(int batch)
    {
        _batch = batch;
        for (int slice = 0; slice < SliceCount(batch); slice++) _sliceSteps[slice] = LongestOf(slice);
        FillBias();
        new Panels((nint)_wiring.Arena.At(_inputWeights), _features).PackColumnsTransposed(_weightIh.Values, _features, _features, WeightRows);
        for (int i = 0; i < _hiddenRuns.Length; i++)
        {
            var run = _layout.FromHidden[i];
            HiddenRun(i).PackColumnsTransposed(_weightHh.Values + (long)run.Weight * _hidden * _hidden, _hidden, _hidden, run.Count * _hidden);
        }
        _wiring.Team.Run(SliceCount(batch), _walkForward);
    }

    /// <param name="upstream">The loss's gradient by h of both directions: [batch, steps, directions · hidden], or [batch, directions · hidden] of the final states.</param>
    /// <param name="inputGradient">[batch, steps, features]; null where it is not needed.</param>
    /// <param name="accumulate">Add to it: the other direction was there before.</param>
    public void Backward(int batch, float* upstream, bool upstreamIsFinalState, float* inputGradient, bool accumulate)
    {
        (_batch, _upstreamIsFinalState, _addsInputGradient) = (batch, upstreamIsFinalState, accumulate);
        _upstream = upstream;
        _inputGradient = inputGradient;
        new Panels((nint)_wiring.Arena.At(_hiddenWeights), WeightRows).PackColumns(_weightHh.Values, _hidden, WeightRows, _hidden);
        if (inputGradient is not null) new Panels((nint)_wiring.Arena.At(_inputWeights), WeightRows).PackColumns(_weightIh.Values, _features, WeightRows, _features);
        _wiring.Team.Run(SliceCount(batch), _walkBackward);
        _weightGradients.Compute(batch, _weightIh, _weightHh, _biasIh, _biasHh);
    }

    public static int SliceCount(int batch) => (batch + SliceRows - 1) / SliceRows;

    /// <summary>The gates of a slice's first example at a step; those of its other examples follow, then the next step.</summary>
    public float* GatesAt(int first, int rows, int step) => GatesAt(Row(first, rows, step));

    /// <summary>Steps that the slice of an example walks.</summary>
    public int StepsOfSlice(int example) => _sliceSteps[example / SliceRows];

    public float* InputAt(int example, int step) => _wiring.Arena.At(_input) + ((long)example * _steps + Time(example, step)) * _features;

    public float* StateAt(int example, int step) => StateAtTime(example, Time(example, step));

    /// <summary>From the sums of the gates to the gates and the state.</summary>
    /// <param name="row">Where the step of an example lies in what is kept of them.</param>
    /// <param name="previousRow">The row of the step before; −1: there is none.</param>
    /// <param name="previous">The state before; null where there is none.</param>
    protected abstract void ForwardCell(float* sums, float* gates, long row, long previousRow, float* previous, float* state);

    /// <summary>Leaves what the cell keeps beside gates and state as if there had been no step.</summary>
    protected virtual void Rest(long row) { }

    /// <summary>From the state's gradient to those of the gates' sums, in the gates' place.</summary>
    /// <param name="carry">[hidden]: zero at the walk's start, otherwise what the cell left there for the step before.</param>
    protected abstract void BackwardCell(float* gates, long row, long previousRow, float* previous, float* state, float* stateGradient, float* carry);

    private void FillBias()
    {
        Span<float> bias = _wiring.Arena.Span(_bias);
        new ReadOnlySpan<float>(_biasIh.Values, WeightRows).CopyTo(bias);
        bias[WeightRows..].Clear();
        foreach (var run in _layout.FromHidden)
        {
            var target = bias.Slice(run.Gate * _hidden, run.Count * _hidden);
            TensorPrimitives.Add(target, new ReadOnlySpan<float>(_biasHh.Values + run.Weight * _hidden, target.Length), target);
        }
    }

    private void WalkForward(int slice, int worker)
    {
        int first = slice * SliceRows, rows = Math.Min(SliceRows, _batch - first), lanes = Panels.RoundUp(rows, Panels.Rows);
        float* sums = _wiring.Arena.Scratch(worker);
        var inputs = new Panels((nint)(sums + ChunkSteps * SliceRows * Width), _features);
        var previous = new Panels((nint)(inputs.Data + ChunkSteps * Panels.LengthOfRows(SliceRows, _features)), _hidden);
        int steps = _sliceSteps[slice];
        bool isRagged = IsRagged(first, rows);
        for (int start = 0; start < steps; start += ChunkSteps)
        {
            int count = Math.Min(ChunkSteps, steps - start);
            AddInputs(first, rows, start, count, inputs, sums);
            for (int i = 0; i < count; i++)
            {
                int step = start + i;
                float* stepSums = sums + i * lanes * Width;
                if (step > 0) AddPrevious(StateAt(first, step - 1), rows, previous, stepSums);
                for (int k = 0; k < rows; k++)
                {
                    long row = Row(first, rows, step) + k;
                    if (isRagged && Rests(first + k, step)) RestAt(first + k, step, row);
                    else ForwardCell(stepSums + k * Width, GatesAt(row), row, step == 0 ? -1 : row - rows, PreviousAt(first + k, step), StateAt(first + k, step));
                }
            }
        }
        for (int k = 0; k < rows; k++)
            for (int time = steps; time < _steps; time++) new Span<float>(StateAtTime(first + k, time), _hidden).Clear();
    }

    private void RestAt(int example, int step, long row)
    {
        new Span<float>(GatesAt(row), Width).Clear();
        new Span<float>(StateAt(example, step), _hidden).Clear();
        Rest(row);
    }

    /// <summary>sums = bias + W_ih · x for some steps of a slice.</summary>
    private void AddInputs(int first, int rows, int start, int count, Panels inputs, float* sums)
    {
        int lanes = Panels.RoundUp(rows, Panels.Rows);
        ReadOnlySpan<float> bias = _wiring.Arena.Span(_bias);
        for (int i = 0; i < count; i++) inputs.AtRow(i * lanes).PackRows(InputAt(first, start + i), InputStride, rows, _features);
        for (int i = 0; i < count * lanes; i++) bias.CopyTo(new(sums + i * Width, Width));
        MatrixProduct.Multiply(inputs, new((nint)_wiring.Arena.At(_inputWeights), _features), _features, sums, Width, count * lanes, WeightRows, accumulate: true);
    }

    /// <summary>sums += W_hh · h of the step before.</summary>
    private void AddPrevious(float* state, int rows, Panels previous, float* sums)
    {
        previous.PackRows(state, StateStride, rows, _hidden);
        for (int i = 0; i < _hiddenRuns.Length; i++)
        {
            var run = _layout.FromHidden[i];
            MatrixProduct.Multiply(previous, HiddenRun(i), _hidden, sums + run.Gate * _hidden, Width, rows, run.Count * _hidden, accumulate: true);
        }
    }

    /// <summary>Replaces the gates by the gradients of their sums, the step that was walked last first.</summary>
    private void WalkBackward(int slice, int worker)
    {
        int first = slice * SliceRows, rows = Math.Min(SliceRows, _batch - first);
        var gradients = new Panels((nint)_wiring.Arena.Scratch(worker), Width);
        var hiddenWeights = new Panels((nint)_wiring.Arena.At(_hiddenWeights), WeightRows);
        float* stateGradients = gradients.Data + Panels.LengthOfRows(SliceRows, Width), carries = stateGradients + SliceRows * _hidden;
        new Span<float>(stateGradients, 2 * SliceRows * _hidden).Clear();
        bool isRagged = IsRagged(first, rows);
        if (_inputGradient is not null && !_addsInputGradient) ClearInputGradientBehind(slice, rows);
        for (int step = _sliceSteps[slice] - 1; step >= 0; step--)
        {
            for (int k = 0; k < rows; k++)
            {
                if (isRagged && Rests(first + k, step)) continue;
                long row = Row(first, rows, step) + k;
                float* stateGradient = stateGradients + k * _hidden;
                AddUpstream(first + k, step, stateGradient);
                BackwardCell(GatesAt(row), row, step == 0 ? -1 : row - rows, PreviousAt(first + k, step), StateAt(first + k, step), stateGradient, carries + k * _hidden);
            }
            gradients.PackRows(GatesAt(first, rows, step), Width, rows, Width);
            if (_inputGradient is not null) AddInputGradient(gradients, first, rows, step);
            if (step == 0) return;
            bool accumulate = PassesStateGradient;
            foreach (var run in _layout.FromHidden)
            {
                MatrixProduct.Multiply(
                    gradients.RowsFrom(run.Gate * _hidden), hiddenWeights.ColumnsFrom(run.Weight * _hidden), run.Count * _hidden, stateGradients, _hidden, rows, _hidden, accumulate);
                accumulate = true;
            }
        }
    }

    private void AddInputGradient(Panels gradients, int first, int rows, int step) => MatrixProduct.Multiply(
        gradients, new((nint)_wiring.Arena.At(_inputWeights), WeightRows), WeightRows,
        _inputGradient + ((long)first * _steps + Time(first, step)) * _features, InputStride, rows, _features, _addsInputGradient);

    /// <summary>Behind the slice's longest example nothing was read.</summary>
    private void ClearInputGradientBehind(int slice, int rows)
    {
        int steps = _sliceSteps[slice];
        for (int k = 0; k < rows; k++)
            new Span<float>(_inputGradient + ((long)(slice * SliceRows + k) * _steps + steps) * _features, (_steps - steps) * _features).Clear();
    }

    private void AddUpstream(int example, int step, float* stateGradient)
    {
        int time = Time(example, step);
        if (_upstreamIsFinalState && time != (_backwards ? 0 : LengthOf(example) - 1)) return;
        float* upstream = _upstream + (_upstreamIsFinalState ? example : (long)example * _steps + time) * _stateStride + _stateOffset;
        var gradient = new Span<float>(stateGradient, _hidden);
        TensorPrimitives.Add(gradient, new ReadOnlySpan<float>(upstream, _hidden), gradient);
    }

    private long Row(int first, int rows, int step) => (long)first * _steps + (long)step * rows;

    private int Time(int example, int step) => _backwards ? StepsOfSlice(example) - 1 - step : step;

    private int LengthOf(int example) => _time is null ? _steps : _wiring.Lengths.StepsOf(example, _time);

    private bool Rests(int example, int step) => Time(example, step) >= LengthOf(example);

    private int LongestOf(int slice)
    {
        int longest = 0;
        for (int example = slice * SliceRows; example < Math.Min(_batch, (slice + 1) * SliceRows); example++) longest = Math.Max(longest, LengthOf(example));
        return longest;
    }

    /// <summary>Whether some example of a slice is shorter than another.</summary>
    private bool IsRagged(int first, int rows)
    {
        for (int k = 0; k < rows; k++)
            if (LengthOf(first + k) < StepsOfSlice(first)) return true;
        return false;
    }

    private float* StateAtTime(int example, int time) => _wiring.Arena.At(_states) + ((long)example * _steps + time) * _stateStride + _stateOffset;

    private float* GatesAt(long row) => _wiring.Arena.At(_gates) + row * Width;

    private float* PreviousAt(int example, int step) => step == 0 ? null : StateAt(example, step - 1);

    private Panels HiddenRun(int run) => new((nint)_wiring.Arena.At(_hiddenRuns[run]), _hidden);
}
