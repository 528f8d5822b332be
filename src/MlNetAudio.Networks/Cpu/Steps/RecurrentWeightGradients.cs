using System.Numerics.Tensors;
using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>
/// The gradients of a recurrent layer's weights: (inputs, states before)ᵀ · gate gradients over all steps and examples. Each part of the batch is read once and gives sums of its own, transposed
/// as they come, which are added up in order.
/// </summary>
internal sealed unsafe class RecurrentWeightGradients
{
    private const int MaxParts = 8;

    /// <summary>Steps of a slice that are packed together.</summary>
    private const int ChunkSteps = MatrixProduct.DepthBlock / RecurrentDirection.SliceRows;

    /// <summary>Gates whose sums are added up and transposed together.</summary>
    private const int GateBlock = 64;

    private readonly RecurrentDirection _direction;
    private readonly GateLayout _layout;
    private readonly Arena _arena;
    private readonly WorkerTeam _team;
    private readonly int _features, _hidden;
    private readonly Block _sums;
    private readonly Action<int, int> _sum, _addUp;
    private int _batch, _parts;
    private Parameter _weightIh, _weightHh, _biasIh, _biasHh;

    public RecurrentWeightGradients(RecurrentDirection direction, GateLayout layout, Wiring wiring, int features, int hidden)
    {
        (_direction, _layout, _arena, _team, _features, _hidden) = (direction, layout, wiring.Arena, wiring.Team, features, hidden);
        int parts = Math.Min(MaxParts, RecurrentDirection.SliceCount(wiring.Capacity));
        _sums = _arena.Reserve(parts * PartLength);
        _arena.ReserveScratch(
            Panels.LengthOfRows(Math.Max(features, hidden), MatrixProduct.DepthBlock) + Panels.LengthOfColumns(WeightRows, MatrixProduct.DepthBlock));
        (_sum, _addUp) = (Sum, AddUp);
    }

    private int WeightRows => _direction.WeightRows;

    /// <summary>Sums of one part: by the inputs [features, weight rows], by the states [hidden, weight rows], by the biases [gates].</summary>
    private long PartLength => (long)(_features + _hidden) * WeightRows + _direction.Width;

    public void Compute(int batch, Parameter weightIh, Parameter weightHh, Parameter biasIh, Parameter biasHh)
    {
        (_batch, _parts) = (batch, Math.Min(MaxParts, RecurrentDirection.SliceCount(batch)));
        (_weightIh, _weightHh, _biasIh, _biasHh) = (weightIh, weightHh, biasIh, biasHh);
        _team.Run(_parts, _sum);
        _team.Run((WeightRows + GateBlock - 1) / GateBlock, _addUp);
    }

    private void Sum(int part, int worker)
    {
        int slices = RecurrentDirection.SliceCount(_batch), from = part * slices / _parts, to = (part + 1) * slices / _parts;
        bool accumulate = false;
        new Span<float>(BiasSums(part), _direction.Width).Clear();
        for (int slice = from; slice < to; slice++)
        {
            int first = slice * RecurrentDirection.SliceRows, rows = Math.Min(RecurrentDirection.SliceRows, _batch - first);
            int steps = _direction.StepsOfSlice(first);
            for (int step = 0; step < steps; step += ChunkSteps)
            {
                Add(part, worker, first, rows, step, Math.Min(ChunkSteps, steps - step), accumulate);
                accumulate = true;
            }
        }
    }

    /// <summary>Adds some steps of a slice to the sums of a part.</summary>
    private void Add(int part, int worker, int first, int rows, int start, int steps, bool accumulate)
    {
        int depth = rows * steps;
        float* gates = _direction.GatesAt(first, rows, start);
        var left = new Panels((nint)_arena.Scratch(worker), MatrixProduct.DepthBlock);
        var right = new Panels((nint)(left.Data + Panels.LengthOfRows(Math.Max(_features, _hidden), MatrixProduct.DepthBlock)), MatrixProduct.DepthBlock);

        var biasSums = new Span<float>(BiasSums(part), _direction.Width);
        for (int i = 0; i < depth; i++) TensorPrimitives.Add(biasSums, new ReadOnlySpan<float>(gates + (long)i * _direction.Width, _direction.Width), biasSums);

        right.PackColumns(gates, _direction.Width, depth, WeightRows);
        for (int i = 0; i < steps; i++) left.RowsFrom(i * rows).PackRowsTransposed(_direction.InputAt(first, start + i), _direction.InputStride, _features, rows);
        MatrixProduct.Multiply(left, right, depth, InputSums(part), WeightRows, _features, WeightRows, accumulate);

        for (int i = 0; i < steps; i++)
            if (start + i > 0) left.RowsFrom(i * rows).PackRowsTransposed(_direction.StateAt(first, start + i - 1), _direction.StateStride, _hidden, rows);
            else
                for (int row = 0; row < _hidden; row += Panels.Rows) new Span<float>(left.AtRow(row).Data, rows * Panels.Rows).Clear();   // nothing comes before the first step
        foreach (var run in _layout.FromHidden)
        {
            int columns = run.Count * _hidden;
            if (run.Gate > 0) right.PackColumns(gates + run.Gate * _hidden, _direction.Width, depth, columns);
            MatrixProduct.Multiply(left, right, depth, StateSums(part) + run.Weight * _hidden, WeightRows, _hidden, columns, accumulate);
        }
    }

    /// <summary>The sum of all parts for a block of gates, transposed into the gradients.</summary>
    private void AddUp(int block, int worker)
    {
        int gate = block * GateBlock, count = Math.Min(GateBlock, WeightRows - gate);
        for (int row = 0; row < _features; row++) Scatter(InputSums(0) + (long)row * WeightRows + gate, count, _weightIh.Gradient + (long)gate * _features + row, _features);
        for (int row = 0; row < _hidden; row++) Scatter(StateSums(0) + (long)row * WeightRows + gate, count, _weightHh.Gradient + (long)gate * _hidden + row, _hidden);
        Scatter(BiasSums(0) + gate, count, _biasIh.Gradient + gate, 1);
        for (int i = gate; i < gate + count; i++) Scatter(BiasSums(0) + _layout.GateFromHidden(i / _hidden) * _hidden + i % _hidden, 1, _biasHh.Gradient + i, 1);
    }

    /// <summary>target[i · stride] = the sum over parts of values[i].</summary>
    private void Scatter(float* values, int count, float* target, long stride)
    {
        float* sum = stackalloc float[GateBlock];
        var total = new Span<float>(sum, count);
        new ReadOnlySpan<float>(values, count).CopyTo(total);
        for (int part = 1; part < _parts; part++) TensorPrimitives.Add(total, new ReadOnlySpan<float>(values + part * PartLength, count), total);
        for (int i = 0; i < count; i++) target[i * stride] = sum[i];
    }

    private float* InputSums(int part) => _arena.At(_sums) + part * PartLength;

    private float* StateSums(int part) => InputSums(part) + (long)_features * WeightRows;

    private float* BiasSums(int part) => StateSums(part) + (long)_hidden * WeightRows;
}
