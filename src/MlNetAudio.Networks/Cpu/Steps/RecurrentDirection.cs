using System.Numerics.Tensors;
using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>
/// One recurrent layer in one direction over all steps. What its inputs add to the gates is one product for all steps and examples; then slices of the batch walk through time on their own; the
/// weight gradients are again one product over all steps. "Row" means one step of one example, whichever way time is walked.
/// </summary>
internal abstract unsafe class RecurrentDirection
{
    /// <summary>Examples that walk through time together.</summary>
    private const int SliceRows = 8;

    private readonly Wiring _wiring;
    private readonly GateLayout _layout;
    private readonly int _steps, _features, _hidden, _stateStride, _stateOffset;
    private readonly bool _backwards;
    private readonly Block _input, _states, _gates, _bias, _inputWeights, _inputColumns, _previousColumns, _hiddenWeightsTransposed;
    private readonly Block[] _hiddenWeights;
    private readonly Parameter _weightIh, _weightHh, _biasIh, _biasHh;
    private readonly Action<int, int> _packForward, _addInputs, _walkForward, _walkBackward, _packBackward, _weightGradients, _inputGradients;
    private int _batch;
    private float* _upstream, _inputGradient;
    private bool _upstreamIsFinalState, _addsInputGradient;

    /// <param name="input">[capacity, steps, features].</param>
    /// <param name="states">[capacity, steps, directions · hidden]: receives h of every row, in the part of this direction.</param>
    /// <param name="place">Which of the stacked layers.</param>
    protected RecurrentDirection(RecurrentLayer spec, GateLayout layout, NetworkLayer layer, Wiring wiring, Block input, Block states, int place, int direction)
    {
        (_wiring, _layout, _input, _states, _backwards) = (wiring, layout, input, states, direction == 1);
        (_steps, _features, _hidden) = (layer.Input[0], spec.InputSize(layer.Input, place), spec.HiddenSize);
        (_stateStride, _stateOffset) = (spec.Directions * _hidden, direction * _hidden);
        string suffix = RecurrentLayer.Suffix(place, direction);
        (_weightIh, _weightHh) = (wiring.Parameters.Of(layer, $"weight_ih_{suffix}"), wiring.Parameters.Of(layer, $"weight_hh_{suffix}"));
        (_biasIh, _biasHh) = (wiring.Parameters.Of(layer, $"bias_ih_{suffix}"), wiring.Parameters.Of(layer, $"bias_hh_{suffix}"));

        int rows = checked(wiring.Capacity * _steps);
        var arena = wiring.Arena;
        _gates = arena.Reserve((long)rows * Width);
        _bias = arena.Reserve(Width);
        _inputWeights = arena.Reserve(Math.Max(Panels.LengthOfColumns(WeightRows, _features), Panels.LengthOfColumns(_features, WeightRows)));
        _hiddenWeights = [.. layout.FromHidden.Select(run => arena.Reserve(Panels.LengthOfColumns(run.Count * _hidden, _hidden)))];
        _hiddenWeightsTransposed = arena.Reserve(Panels.LengthOfColumns(_hidden, WeightRows));
        _inputColumns = arena.Reserve(Panels.LengthOfColumns(_features, rows));
        _previousColumns = arena.Reserve(Panels.LengthOfColumns(_hidden, rows));
        arena.ReserveScratch(Math.Max(2 * Panels.LengthOfRows(MatrixProduct.RowBlock, MatrixProduct.DepthBlock), Panels.LengthOfRows(SliceRows, WeightRows) + 2L * SliceRows * _hidden));
        (_packForward, _addInputs, _walkForward) = (PackForwardWeights, AddInputs, WalkForward);
        (_walkBackward, _packBackward, _weightGradients, _inputGradients) = (WalkBackward, PackForGradients, WeightGradients, InputGradients);
    }

    /// <summary>Whether a cell leaves in the hidden gradient what goes straight to the state before.</summary>
    protected virtual bool PassesHiddenGradient => false;

    protected int Hidden => _hidden;

    /// <summary>Values kept of each row: the gates of the layout.</summary>
    private int Width => _layout.Gates * _hidden;

    /// <summary>Rows of the weight matrices.</summary>
    private int WeightRows => _layout.WeightGates * _hidden;

    private int Slices => (_batch + SliceRows - 1) / SliceRows;

    private int GateBlocks => (_hidden + MatrixProduct.RowBlock - 1) / MatrixProduct.RowBlock;

    public void Forward(int batch)
    {
        _batch = batch;
        FillBias();
        _wiring.Team.Run(PanelCount(WeightRows), _packForward);
        for (int i = 0; i < _hiddenWeights.Length; i++)
        {
            var run = _layout.FromHidden[i];
            HiddenWeights(i).PackColumnsTransposed(_weightHh.Values + (long)run.Weight * _hidden * _hidden, _hidden, _hidden, run.Count * _hidden);
        }
        _wiring.Team.Run(RowBlocks(batch * _steps), _addInputs);
        _wiring.Team.Run(Slices, _walkForward);
    }

    /// <summary>Everything but the gradient of the inputs.</summary>
    /// <param name="upstream">The loss's gradient by h of both directions: [batch, steps, directions · hidden], or [batch, directions · hidden] of the final states.</param>
    public void Backward(int batch, float* upstream, bool upstreamIsFinalState)
    {
        (_batch, _upstreamIsFinalState) = (batch, upstreamIsFinalState);
        _upstream = upstream;
        new Panels((nint)_wiring.Arena.At(_hiddenWeightsTransposed), WeightRows).PackColumns(_weightHh.Values, _hidden, WeightRows, _hidden);
        _wiring.Team.Run(Slices, _walkBackward);
        _wiring.Team.Run(PanelCount(_features) + PanelCount(_hidden), _packBackward);
        _wiring.Team.Run(_layout.WeightGates * GateBlocks, _weightGradients);
    }

    /// <summary>After <see cref="Backward"/>.</summary>
    /// <param name="inputGradient">[batch, steps, features].</param>
    /// <param name="accumulate">Add to it: the other direction was there before.</param>
    public void InputGradient(float* inputGradient, bool accumulate)
    {
        _inputGradient = inputGradient;
        _addsInputGradient = accumulate;
        new Panels((nint)_wiring.Arena.At(_inputWeights), WeightRows).PackColumns(_weightIh.Values, _features, WeightRows, _features);
        _wiring.Team.Run(RowBlocks(_batch * _steps), _inputGradients);
    }

    /// <summary>From the sums of the gates to the state.</summary>
    /// <param name="row">Example · steps + step.</param>
    /// <param name="previousRow">The row of the state before; −1: zeros.</param>
    protected abstract void ForwardCell(long row, long previousRow);

    /// <summary>From the state's gradient to those of the gates' sums, in their place.</summary>
    /// <param name="carry">[hidden]: zero at the walk's start, otherwise what the cell left there for the step before.</param>
    protected abstract void BackwardCell(long row, long previousRow, Span<float> hiddenGradient, Span<float> carry);

    protected Span<float> Gates(long row) => new(GatesAt(row), Width);

    protected Span<float> State(long row) => new(StateAt(row), _hidden);

    /// <summary>Empty for row −1.</summary>
    protected ReadOnlySpan<float> PreviousState(long row) => row < 0 ? [] : State(row);

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

    private void PackForwardWeights(int part, int worker)
    {
        int gate = part * Panels.Columns, gates = Math.Min(Panels.Columns, WeightRows - gate);
        new Panels((nint)_wiring.Arena.At(_inputWeights), _features).AtColumn(gate).PackColumnsTransposed(_weightIh.Values + (long)gate * _features, _features, _features, gates);
    }

    /// <summary>gates[row] = bias + W_ih · x for a block of rows.</summary>
    private void AddInputs(int part, int worker)
    {
        int row = part * MatrixProduct.RowBlock, rows = Math.Min(MatrixProduct.RowBlock, _batch * _steps - row);
        for (int i = 0; i < rows; i++) _wiring.Arena.Span(_bias).CopyTo(Gates(row + i));
        var block = new Panels((nint)_wiring.Arena.Scratch(worker), MatrixProduct.DepthBlock);
        var weights = new Panels((nint)_wiring.Arena.At(_inputWeights), _features);
        for (int k = 0; k < _features; k += MatrixProduct.DepthBlock)
        {
            int length = Math.Min(MatrixProduct.DepthBlock, _features - k);
            block.PackRows(_wiring.Arena.At(_input) + (long)row * _features + k, _features, rows, length);
            MatrixProduct.Multiply(block, weights.ColumnsFrom(k), length, GatesAt(row), Width, rows, WeightRows, accumulate: true);
        }
    }

    private void WalkForward(int slice, int worker)
    {
        int first = slice * SliceRows, rows = Math.Min(SliceRows, _batch - first);
        var previous = new Panels((nint)_wiring.Arena.Scratch(worker), _hidden);
        for (int i = 0; i < _steps; i++)
        {
            if (i > 0)
            {
                previous.PackRows(StateAt(Row(first, i - 1)), (long)_steps * _stateStride, rows, _hidden);
                for (int k = 0; k < _hiddenWeights.Length; k++)
                {
                    var run = _layout.FromHidden[k];
                    MatrixProduct.Multiply(
                        previous, HiddenWeights(k), _hidden, GatesAt(Row(first, i)) + run.Gate * _hidden, (long)_steps * Width, rows, run.Count * _hidden, accumulate: true);
                }
            }
            for (int example = first; example < first + rows; example++) ForwardCell(Row(example, i), i == 0 ? -1 : Row(example, i - 1));
        }
    }

    /// <summary>Replaces the gates' activations by the gradients of their sums, the step that was walked last first.</summary>
    private void WalkBackward(int slice, int worker)
    {
        int first = slice * SliceRows, rows = Math.Min(SliceRows, _batch - first);
        var gradients = new Panels((nint)_wiring.Arena.Scratch(worker), WeightRows);
        var weights = new Panels((nint)_wiring.Arena.At(_hiddenWeightsTransposed), WeightRows);
        float* hiddenGradients = gradients.Data + Panels.LengthOfRows(SliceRows, WeightRows), carries = hiddenGradients + SliceRows * _hidden;
        new Span<float>(hiddenGradients, 2 * SliceRows * _hidden).Clear();
        for (int i = _steps - 1; i >= 0; i--)
        {
            for (int k = 0; k < rows; k++)
            {
                var hiddenGradient = new Span<float>(hiddenGradients + k * _hidden, _hidden);
                AddUpstream(first + k, i, hiddenGradient);
                BackwardCell(Row(first + k, i), i == 0 ? -1 : Row(first + k, i - 1), hiddenGradient, new(carries + k * _hidden, _hidden));
            }
            if (i == 0) break;
            foreach (var run in _layout.FromHidden)
                gradients.RowsFrom(run.Weight * _hidden).PackRows(GatesAt(Row(first, i)) + run.Gate * _hidden, (long)_steps * Width, rows, run.Count * _hidden);
            MatrixProduct.Multiply(gradients, weights, WeightRows, hiddenGradients, _hidden, rows, _hidden, accumulate: PassesHiddenGradient);
        }
    }

    private void AddUpstream(int example, int i, Span<float> hiddenGradient)
    {
        if (_upstreamIsFinalState && i < _steps - 1) return;
        float* upstream = _upstream + (_upstreamIsFinalState ? example : Row(example, i)) * _stateStride + _stateOffset;
        TensorPrimitives.Add(hiddenGradient, new ReadOnlySpan<float>(upstream, _hidden), hiddenGradient);
    }

    /// <summary>The inputs of all rows, then the states before them, as panels of B whose k is the row.</summary>
    private void PackForGradients(int part, int worker)
    {
        int rows = _batch * _steps, column = part * Panels.Columns;
        if (column < PanelCount(_features) * Panels.Columns)
        {
            new Panels((nint)_wiring.Arena.At(_inputColumns), rows).AtColumn(column)
                .PackColumns(_wiring.Arena.At(_input) + column, _features, rows, Math.Min(Panels.Columns, _features - column));
            return;
        }
        column -= PanelCount(_features) * Panels.Columns;
        var target = new Panels((nint)_wiring.Arena.At(_previousColumns), rows).AtColumn(column);
        for (int example = 0; example < _batch; example++)
        {
            int row = example * _steps, source = _backwards ? row + 1 : row;
            target.ColumnsFrom(_backwards ? row : row + 1).PackColumns(StateAt(source) + column, _stateStride, _steps - 1, Math.Min(Panels.Columns, _hidden - column));
            new Span<float>(target.ColumnsFrom(_backwards ? row + _steps - 1 : row).Data, Panels.Columns).Clear();   // nothing comes before the first step of the walk
        }
    }

    /// <summary>The gradients of a block of rows of both weight matrices and both biases: gate gradientsᵀ · (inputs, previous states).</summary>
    private void WeightGradients(int part, int worker)
    {
        int gate = part / GateBlocks, start = part % GateBlocks * MatrixProduct.RowBlock, count = Math.Min(MatrixProduct.RowBlock, _hidden - start), depth = _batch * _steps;
        int weightRow = gate * _hidden + start, fromInput = weightRow, fromHidden = _layout.GateFromHidden(gate) * _hidden + start;
        var inputBlock = new Panels((nint)_wiring.Arena.Scratch(worker), MatrixProduct.DepthBlock);
        var hiddenBlock = fromInput == fromHidden ? inputBlock : inputBlock.AtRow(MatrixProduct.RowBlock);
        var inputs = new Panels((nint)_wiring.Arena.At(_inputColumns), depth);
        var previous = new Panels((nint)_wiring.Arena.At(_previousColumns), depth);
        Span<float> biasIh = new(_biasIh.Gradient + weightRow, count), biasHh = new(_biasHh.Gradient + weightRow, count);
        biasIh.Clear();
        biasHh.Clear();
        for (int k = 0; k < depth; k += MatrixProduct.DepthBlock)
        {
            int length = Math.Min(MatrixProduct.DepthBlock, depth - k);
            inputBlock.PackRowsTransposed(GatesAt(k) + fromInput, Width, count, length);
            if (fromInput != fromHidden) hiddenBlock.PackRowsTransposed(GatesAt(k) + fromHidden, Width, count, length);
            MatrixProduct.Multiply(inputBlock, inputs.ColumnsFrom(k), length, _weightIh.Gradient + (long)weightRow * _features, _features, count, _features, accumulate: k > 0);
            MatrixProduct.Multiply(hiddenBlock, previous.ColumnsFrom(k), length, _weightHh.Gradient + (long)weightRow * _hidden, _hidden, count, _hidden, accumulate: k > 0);
            for (int i = 0; i < length; i++)
            {
                TensorPrimitives.Add(biasIh, Gates(k + i).Slice(fromInput, count), biasIh);
                if (fromInput != fromHidden) TensorPrimitives.Add(biasHh, Gates(k + i).Slice(fromHidden, count), biasHh);
            }
        }
        if (fromInput == fromHidden) biasIh.CopyTo(biasHh);
    }

    private void InputGradients(int part, int worker)
    {
        int row = part * MatrixProduct.RowBlock, rows = Math.Min(MatrixProduct.RowBlock, _batch * _steps - row);
        var block = new Panels((nint)_wiring.Arena.Scratch(worker), MatrixProduct.DepthBlock);
        var weights = new Panels((nint)_wiring.Arena.At(_inputWeights), WeightRows);
        for (int k = 0; k < WeightRows; k += MatrixProduct.DepthBlock)
        {
            int length = Math.Min(MatrixProduct.DepthBlock, WeightRows - k);
            block.PackRows(GatesAt(row) + k, Width, rows, length);
            MatrixProduct.Multiply(block, weights.ColumnsFrom(k), length, _inputGradient + (long)row * _features, _features, rows, _features, _addsInputGradient || k > 0);
        }
    }

    /// <summary>Where the walk is after i steps.</summary>
    private long Row(int example, int i) => (long)example * _steps + (_backwards ? _steps - 1 - i : i);

    private Panels HiddenWeights(int run) => new((nint)_wiring.Arena.At(_hiddenWeights[run]), _hidden);

    private float* GatesAt(long row) => _wiring.Arena.At(_gates) + row * Width;

    private float* StateAt(long row) => _wiring.Arena.At(_states) + row * _stateStride + _stateOffset;

    private static int PanelCount(int columns) => (columns + Panels.Columns - 1) / Panels.Columns;

    private static int RowBlocks(int rows) => (rows + MatrixProduct.RowBlock - 1) / MatrixProduct.RowBlock;
}
