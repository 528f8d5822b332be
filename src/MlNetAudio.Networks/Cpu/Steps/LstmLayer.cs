using System.Numerics.Tensors;
using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>
/// One recurrent layer over all steps. What its inputs add to the gates is one product for all steps and examples; then slices of the batch walk through time on their own; the weight
/// gradients are again one product over all steps.
/// </summary>
internal sealed unsafe class LstmLayer
{
    /// <summary>Examples that walk through time together.</summary>
    private const int SliceRows = 8;

    private readonly Wiring _wiring;
    private readonly int _steps, _features, _hidden;
    private readonly Block _input, _hiddenStates, _gates, _cells, _cellTanhs, _bias, _inputWeights, _hiddenWeights, _inputColumns, _previousColumns;
    private readonly Parameter _weightIh, _weightHh, _biasIh, _biasHh;
    private readonly Action<int, int> _packForward, _addInputs, _walkForward, _walkBackward, _packBackward, _weightGradients, _inputGradients;
    private int _batch;
    private float* _upstream, _inputGradient;
    private bool _upstreamIsLastStep;

    /// <param name="input">[capacity, steps, features].</param>
    /// <param name="place">Which of the stacked layers: part of the parameters' names.</param>
    public LstmLayer(NetworkLayer layer, Wiring wiring, Block input, int steps, int features, int hidden, int place)
    {
        (_wiring, _input, _steps, _features, _hidden) = (wiring, input, steps, features, hidden);
        (_weightIh, _weightHh) = (wiring.Parameters.Of(layer, $"weight_ih_l{place}"), wiring.Parameters.Of(layer, $"weight_hh_l{place}"));
        (_biasIh, _biasHh) = (wiring.Parameters.Of(layer, $"bias_ih_l{place}"), wiring.Parameters.Of(layer, $"bias_hh_l{place}"));

        int rows = checked(wiring.Capacity * steps);
        var arena = wiring.Arena;
        _gates = arena.Reserve((long)rows * GateCount);
        _hiddenStates = arena.Reserve((long)rows * hidden);
        _cells = arena.Reserve((long)rows * hidden);
        _cellTanhs = arena.Reserve((long)rows * hidden);
        _bias = arena.Reserve(GateCount);
        _inputWeights = arena.Reserve(Math.Max(Panels.LengthOfColumns(GateCount, features), Panels.LengthOfColumns(features, GateCount)));
        _hiddenWeights = arena.Reserve(Math.Max(Panels.LengthOfColumns(GateCount, hidden), Panels.LengthOfColumns(hidden, GateCount)));
        _inputColumns = arena.Reserve(Panels.LengthOfColumns(features, rows));
        _previousColumns = arena.Reserve(Panels.LengthOfColumns(hidden, rows));
        arena.ReserveScratch(Math.Max(Panels.LengthOfRows(MatrixProduct.RowBlock, MatrixProduct.DepthBlock), Panels.LengthOfRows(SliceRows, GateCount) + 2L * SliceRows * hidden));
        (_packForward, _addInputs, _walkForward) = (PackForwardWeights, AddInputs, WalkForward);
        (_walkBackward, _packBackward, _weightGradients, _inputGradients) = (WalkBackward, PackForGradients, WeightGradients, InputGradients);
    }

    /// <summary>h of every step: [capacity, steps, hidden].</summary>
    public Block HiddenStates => _hiddenStates;

    private int GateCount => 4 * _hidden;

    private int Slices => (_batch + SliceRows - 1) / SliceRows;

    public void Forward(int batch)
    {
        _batch = batch;
        float* bias = _wiring.Arena.At(_bias);
        for (int gate = 0; gate < GateCount; gate++) bias[gate] = _biasIh.Values[gate] + _biasHh.Values[gate];
        _wiring.Team.Run(PanelCount(GateCount), _packForward);
        _wiring.Team.Run(RowBlocks(batch * _steps), _addInputs);
        _wiring.Team.Run(Slices, _walkForward);
    }

    /// <param name="upstream">The loss's gradient by h: [batch, steps, hidden], or [batch, hidden] of the last step alone.</param>
    /// <param name="inputGradient">[batch, steps, features]; null where it is not needed. May be <paramref name="upstream"/> itself.</param>
    public void Backward(int batch, float* upstream, bool upstreamIsLastStep, float* inputGradient)
    {
        (_batch, _upstreamIsLastStep) = (batch, upstreamIsLastStep);
        _upstream = upstream;
        _inputGradient = inputGradient;
        new Panels((nint)_wiring.Arena.At(_hiddenWeights), GateCount).PackColumns(_weightHh.Values, _hidden, GateCount, _hidden);
        _wiring.Team.Run(Slices, _walkBackward);
        _wiring.Team.Run(PanelCount(_features) + PanelCount(_hidden), _packBackward);
        _wiring.Team.Run(RowBlocks(GateCount), _weightGradients);
        if (inputGradient is null) return;
        new Panels((nint)_wiring.Arena.At(_inputWeights), GateCount).PackColumns(_weightIh.Values, _features, GateCount, _features);
        _wiring.Team.Run(RowBlocks(batch * _steps), _inputGradients);
    }

    private void PackForwardWeights(int part, int worker)
    {
        int gate = part * Panels.Columns, gates = Math.Min(Panels.Columns, GateCount - gate);
        new Panels((nint)_wiring.Arena.At(_inputWeights), _features).AtColumn(gate).PackColumnsTransposed(_weightIh.Values + (long)gate * _features, _features, _features, gates);
        new Panels((nint)_wiring.Arena.At(_hiddenWeights), _hidden).AtColumn(gate).PackColumnsTransposed(_weightHh.Values + (long)gate * _hidden, _hidden, _hidden, gates);
    }

    /// <summary>gates[row] = bias + W_ih · x for a block of rows, a row being one step of one example.</summary>
    private void AddInputs(int part, int worker)
    {
        int row = part * MatrixProduct.RowBlock, rows = Math.Min(MatrixProduct.RowBlock, _batch * _steps - row);
        float* gates = _wiring.Arena.At(_gates) + (long)row * GateCount, input = _wiring.Arena.At(_input) + (long)row * _features;
        for (int i = 0; i < rows; i++) new ReadOnlySpan<float>(_wiring.Arena.At(_bias), GateCount).CopyTo(new(gates + (long)i * GateCount, GateCount));
        Multiply(input, _features, new((nint)_wiring.Arena.At(_inputWeights), _features), gates, GateCount, rows, accumulate: true, worker);
    }

    private void WalkForward(int slice, int worker)
    {
        int first = slice * SliceRows, rows = Math.Min(SliceRows, _batch - first);
        var previous = new Panels((nint)_wiring.Arena.Scratch(worker), _hidden);
        var weights = new Panels((nint)_wiring.Arena.At(_hiddenWeights), _hidden);
        for (int step = 0; step < _steps; step++)
        {
            if (step > 0)
            {
                previous.PackRows(State(_hiddenStates, first, step - 1), (long)_steps * _hidden, rows, _hidden);
                MatrixProduct.Multiply(previous, weights, _hidden, Gates(first, step), (long)_steps * GateCount, rows, GateCount, accumulate: true);
            }
            for (int example = first; example < first + rows; example++)
                LstmCell.Forward(
                    new(Gates(example, step), GateCount), PreviousCell(example, step),
                    StateSpan(_cells, example, step), StateSpan(_cellTanhs, example, step), StateSpan(_hiddenStates, example, step));
        }
    }

    /// <summary>Replaces the gates' activations by the gradients of their sums, last step first.</summary>
    private void WalkBackward(int slice, int worker)
    {
        int first = slice * SliceRows, rows = Math.Min(SliceRows, _batch - first);
        var gradients = new Panels((nint)_wiring.Arena.Scratch(worker), GateCount);
        var weights = new Panels((nint)_wiring.Arena.At(_hiddenWeights), GateCount);
        float* hiddenGradients = gradients.Data + Panels.LengthOfRows(SliceRows, GateCount), cellGradients = hiddenGradients + SliceRows * _hidden;
        new Span<float>(hiddenGradients, 2 * SliceRows * _hidden).Clear();
        for (int step = _steps - 1; step >= 0; step--)
        {
            for (int i = 0; i < rows; i++)
            {
                var hiddenGradient = new Span<float>(hiddenGradients + i * _hidden, _hidden);
                AddUpstream(first + i, step, hiddenGradient);
                LstmCell.Backward(
                    new(Gates(first + i, step), GateCount), PreviousCell(first + i, step), StateSpan(_cellTanhs, first + i, step), hiddenGradient, new(cellGradients + i * _hidden, _hidden));
            }
            if (step == 0) break;
            gradients.PackRows(Gates(first, step), (long)_steps * GateCount, rows, GateCount);
            MatrixProduct.Multiply(gradients, weights, GateCount, hiddenGradients, _hidden, rows, _hidden, accumulate: false);
        }
    }

    private void AddUpstream(int example, int step, Span<float> hiddenGradient)
    {
        if (_upstreamIsLastStep && step < _steps - 1) return;
        float* upstream = _upstream + (_upstreamIsLastStep ? example : (long)example * _steps + step) * _hidden;
        TensorPrimitives.Add(hiddenGradient, new ReadOnlySpan<float>(upstream, _hidden), hiddenGradient);
    }

    /// <summary>The inputs of all steps, then the hidden states one step earlier, as panels of B whose k is the row.</summary>
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
            var columns = target.ColumnsFrom(example * _steps);
            new Span<float>(columns.Data, Panels.Columns).Clear();
            columns.ColumnsFrom(1).PackColumns(State(_hiddenStates, example, 0) + column, _hidden, _steps - 1, Math.Min(Panels.Columns, _hidden - column));
        }
    }

    /// <summary>The gradients of a block of rows of both weight matrices and both biases: gate gradientsᵀ · (inputs, previous states).</summary>
    private void WeightGradients(int part, int worker)
    {
        int gate = part * MatrixProduct.RowBlock, gates = Math.Min(MatrixProduct.RowBlock, GateCount - gate), depth = _batch * _steps;
        var block = new Panels((nint)_wiring.Arena.Scratch(worker), MatrixProduct.DepthBlock);
        var inputs = new Panels((nint)_wiring.Arena.At(_inputColumns), depth);
        var previous = new Panels((nint)_wiring.Arena.At(_previousColumns), depth);
        var bias = new Span<float>(_biasIh.Gradient + gate, gates);
        bias.Clear();
        for (int k = 0; k < depth; k += MatrixProduct.DepthBlock)
        {
            int length = Math.Min(MatrixProduct.DepthBlock, depth - k);
            float* gradients = _wiring.Arena.At(_gates) + (long)k * GateCount + gate;
            block.PackRowsTransposed(gradients, GateCount, gates, length);
            MatrixProduct.Multiply(block, inputs.ColumnsFrom(k), length, _weightIh.Gradient + (long)gate * _features, _features, gates, _features, accumulate: k > 0);
            MatrixProduct.Multiply(block, previous.ColumnsFrom(k), length, _weightHh.Gradient + (long)gate * _hidden, _hidden, gates, _hidden, accumulate: k > 0);
            for (int i = 0; i < length; i++) TensorPrimitives.Add(bias, new ReadOnlySpan<float>(gradients + (long)i * GateCount, gates), bias);
        }
        bias.CopyTo(new(_biasHh.Gradient + gate, gates));
    }

    private void InputGradients(int part, int worker)
    {
        int row = part * MatrixProduct.RowBlock, rows = Math.Min(MatrixProduct.RowBlock, _batch * _steps - row);
        var weights = new Panels((nint)_wiring.Arena.At(_inputWeights), GateCount);
        Multiply(_wiring.Arena.At(_gates) + (long)row * GateCount, GateCount, weights, _inputGradient + (long)row * _features, _features, rows, accumulate: false, worker);
    }

    /// <summary>target [rows, columns] (+)= source [rows, depth] · packed [depth, columns].</summary>
    private void Multiply(float* source, int depth, Panels packed, float* target, int columns, int rows, bool accumulate, int worker)
    {
        var block = new Panels((nint)_wiring.Arena.Scratch(worker), MatrixProduct.DepthBlock);
        for (int k = 0; k < depth; k += MatrixProduct.DepthBlock)
        {
            int length = Math.Min(MatrixProduct.DepthBlock, depth - k);
            block.PackRows(source + k, depth, rows, length);
            MatrixProduct.Multiply(block, packed.ColumnsFrom(k), length, target, columns, rows, columns, accumulate || k > 0);
        }
    }

    private float* Gates(int example, int step) => _wiring.Arena.At(_gates) + ((long)example * _steps + step) * GateCount;

    private float* State(Block block, int example, int step) => _wiring.Arena.At(block) + ((long)example * _steps + step) * _hidden;

    private Span<float> StateSpan(Block block, int example, int step) => new(State(block, example, step), _hidden);

    private ReadOnlySpan<float> PreviousCell(int example, int step) => step == 0 ? [] : StateSpan(_cells, example, step - 1);

    private static int PanelCount(int columns) => (columns + Panels.Columns - 1) / Panels.Columns;

    private static int RowBlocks(int rows) => (rows + MatrixProduct.RowBlock - 1) / MatrixProduct.RowBlock;
}
