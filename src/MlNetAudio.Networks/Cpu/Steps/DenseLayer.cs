using System.Numerics.Tensors;
using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>
/// Y[rows, units] = X[rows, features] · Wᵀ + b, for a linear layer or a part of a larger one. With few rows the weights are the bulk of the data: each part reads a block of them of its own. With
/// few units, or many features for each of them, nothing is packed (<see cref="SkinnyProduct"/>).
/// </summary>
internal sealed unsafe class DenseLayer
{
    /// <summary>Features of one part of the backward pass.</summary>
    private const int FeatureBlock = 512;

    /// <summary>Weights of so many features come from memory, and packing them would cost more than their product with a batch.</summary>
    private const int ManyFeatures = 8 * FeatureBlock;

    /// <summary>Rows of one part.</summary>
    private const int RowBlock = 240;

    /// <summary>Units whose weight gradients are written side by side: as many streams as the processor fetches ahead.</summary>
    private const int UnitTile = 12;

    private readonly Arena _arena;
    private readonly WorkerTeam _team;
    private readonly int _features, _units, _unitBlock;
    private readonly Parameter _weight;
    private readonly Parameter? _bias;
    private readonly Block _inputRows, _gradientRows, _gradientRowsTransposed;
    private readonly Action<int, int> _pack, _forward, _weightGradient, _inputGradient;
    private float* _x, _y, _yGradient, _xGradient;
    private int _rows;

    /// <param name="capacity">Rows at most.</param>
    public DenseLayer(Wiring wiring, Parameter weight, Parameter? bias, int capacity, int features, int units)
    {
        (_arena, _team, _weight, _bias, _features, _units) = (wiring.Arena, wiring.Team, weight, bias, features, units);
        _unitBlock = features >= ManyFeatures ? Panels.RoundUp(units, Panels.Rows) : MatrixProduct.RowBlock;   // enough parts either way
        _inputRows = _arena.Reserve(UsesDots ? 0 : Panels.LengthOfRows(capacity, features));
        _gradientRows = _arena.Reserve(Panels.LengthOfRows(capacity, units));
        _gradientRowsTransposed = _arena.Reserve(Panels.LengthOfRows(units, capacity));
        _arena.ReserveScratch(Math.Max(Panels.LengthOfColumns(Panels.Columns, MatrixProduct.DepthBlock), Panels.LengthOfColumns(FeatureBlock, MatrixProduct.DepthBlock)));
        (_pack, _forward, _weightGradient, _inputGradient) = (PackInputs, ForwardUnits, WeightGradient, InputGradient);
    }

    /// <summary>Whether outputs are sums of rows times rows. It does not depend on the number of rows, so an example's outputs are the same bits in every batch.</summary>
    private bool UsesDots => _units <= SkinnyProduct.MaxRows || _features >= ManyFeatures;

    private bool IsSkinny => Math.Min(_rows, _units) <= SkinnyProduct.MaxRows;

    private int RowBlocks => (_rows + RowBlock - 1) / RowBlock;

    private int FeatureBlocks => (_features + FeatureBlock - 1) / FeatureBlock;

    public void Forward(float* x, float* y, int rows)
    {
        _rows = rows;
        _x = x;
        _y = y;
        if (!UsesDots) _team.Run(RowBlocks, _pack);
        _team.Run(RowBlocks * ((_units + Panels.Columns - 1) / Panels.Columns), _forward);
    }

    /// <param name="inputGradient">Null where it is not needed.</param>
    public void Backward(float* x, float* outputGradient, float* inputGradient, int rows)
    {
        _rows = rows;
        _x = x;
        _yGradient = outputGradient;
        _xGradient = inputGradient;
        if (!IsSkinny) new Panels((nint)_arena.At(_gradientRowsTransposed), rows).PackRowsTransposed(outputGradient, _units, _units, rows);
        if (_bias is { } bias)
        {
            var sum = new Span<float>(bias.Gradient, _units);
            sum.Clear();
            for (int row = 0; row < rows; row++) TensorPrimitives.Add(sum, new ReadOnlySpan<float>(outputGradient + (long)row * _units, _units), sum);
        }
        _team.Run(FeatureBlocks * ((_units + _unitBlock - 1) / _unitBlock), _weightGradient);
        if (inputGradient is null) return;
        if (!IsSkinny) new Panels((nint)_arena.At(_gradientRows), _units).PackRows(outputGradient, _units, rows, _units);
        _team.Run(RowBlocks * FeatureBlocks, _inputGradient);
    }

    private void PackInputs(int part, int worker)
    {
        int row = part * RowBlock;
        new Panels((nint)_arena.At(_inputRows), _features).AtRow(row).PackRows(_x + (long)row * _features, _features, Math.Min(RowBlock, _rows - row), _features);
    }

    private void ForwardUnits(int part, int worker)
    {
        int unit = part / RowBlocks * Panels.Columns, units = Math.Min(Panels.Columns, _units - unit), row = part % RowBlocks * RowBlock, rows = Math.Min(RowBlock, _rows - row);
        float* output = _y + (long)row * _units + unit;
        for (int i = 0; i < rows; i++)
        {
            var target = new Span<float>(output + (long)i * _units, units);
            if (_bias is { } bias) new ReadOnlySpan<float>(bias.Values + unit, units).CopyTo(target);
            else target.Clear();
        }
        if (UsesDots)
        {
            SkinnyProduct.AddTransposed(_x + (long)row * _features, _features, _weight.Values + (long)unit * _features, _features, _features, output, _units, rows, units);
            return;
        }
        var inputs = new Panels((nint)_arena.At(_inputRows), _features).AtRow(row);
        var weights = new Panels((nint)_arena.Scratch(worker), MatrixProduct.DepthBlock);
        for (int k = 0; k < _features; k += MatrixProduct.DepthBlock)
        {
            int depth = Math.Min(MatrixProduct.DepthBlock, _features - k);
            weights.PackColumnsTransposed(_weight.Values + (long)unit * _features + k, _features, depth, units);
            MatrixProduct.Multiply(inputs.RowsFrom(k), weights, depth, output, _units, rows, units, accumulate: true);
        }
    }

    private void WeightGradient(int part, int worker)
    {
        int feature = part % FeatureBlocks * FeatureBlock, features = Math.Min(FeatureBlock, _features - feature);
        int unit = part / FeatureBlocks * _unitBlock, units = Math.Min(_unitBlock, _units - unit);
        if (IsSkinny)
        {
            SkinnyProduct.Multiply(
                _yGradient + unit, 1, _units, _x + feature, _features, _rows, _weight.Gradient + (long)unit * _features + feature, _features, units, features);
            return;
        }
        var gradients = new Panels((nint)_arena.At(_gradientRowsTransposed), _rows).AtRow(unit);
        var inputs = new Panels((nint)_arena.Scratch(worker), MatrixProduct.DepthBlock);
        for (int row = 0; row < _rows; row += MatrixProduct.DepthBlock)
        {
            int depth = Math.Min(MatrixProduct.DepthBlock, _rows - row);
            inputs.PackColumns(_x + (long)row * _features + feature, _features, depth, features);
            for (int i = 0; i < units; i += UnitTile)
                MatrixProduct.Multiply(
                    gradients.AtRow(i).RowsFrom(row), inputs, depth, _weight.Gradient + (long)(unit + i) * _features + feature, _features, Math.Min(UnitTile, units - i), features, accumulate: row > 0);
        }
    }

    private void InputGradient(int part, int worker)
    {
        int feature = part % FeatureBlocks * FeatureBlock, features = Math.Min(FeatureBlock, _features - feature);
        int row = part / FeatureBlocks * RowBlock, rows = Math.Min(RowBlock, _rows - row);
        if (IsSkinny)
        {
            SkinnyProduct.Multiply(
                _yGradient + (long)row * _units, _units, 1, _weight.Values + feature, _features, _units, _xGradient + (long)row * _features + feature, _features, rows, features);
            return;
        }
        var gradients = new Panels((nint)_arena.At(_gradientRows), _units).AtRow(row);
        var weights = new Panels((nint)_arena.Scratch(worker), MatrixProduct.DepthBlock);
        for (int unit = 0; unit < _units; unit += MatrixProduct.DepthBlock)
        {
            int depth = Math.Min(MatrixProduct.DepthBlock, _units - unit);
            weights.PackColumns(_weight.Values + (long)unit * _features + feature, _features, depth, features);
            MatrixProduct.Multiply(gradients.RowsFrom(unit), weights, depth, _xGradient + (long)row * _features + feature, _features, rows, features, accumulate: unit > 0);
        }
    }
}
