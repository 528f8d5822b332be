using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;

namespace MlNetAudio.Benchmarks;

/// <summary>A product of few rows or few columns of operands as they lie, shared out among a team as a linear layer does it.</summary>
internal sealed unsafe class UnpackedProduct
{
    private const int DotColumns = 32, ColumnBlock = 512;

    private readonly Arena _arena = new();
    private readonly WorkerTeam _team;
    private readonly Block _a, _b, _c;
    private readonly int _rows, _columns, _depth;
    private readonly Action<int, int> _multiply, _multiplyTransposed;

    public UnpackedProduct(WorkerTeam team, int rows, int columns, int depth)
    {
        (_team, _rows, _columns, _depth) = (team, rows, columns, depth);
        (_a, _b, _c) = (_arena.Reserve((long)rows * depth), _arena.Reserve((long)depth * columns), _arena.Reserve((long)rows * columns));
        _arena.Allocate(team.Count);
        _arena.Span(_a).Fill(0.5f);
        _arena.Span(_b).Fill(0.25f);
        (_multiply, _multiplyTransposed) = (Multiply, MultiplyTransposed);
    }

    public void Run() => _team.Run((_columns + ColumnBlock - 1) / ColumnBlock, _multiply);

    /// <summary>The right operand lies transposed, as a linear layer's weights.</summary>
    public void RunTransposed() => _team.Run((_columns + DotColumns - 1) / DotColumns, _multiplyTransposed);

    private void Multiply(int part, int worker)
    {
        int column = part * ColumnBlock;
        SkinnyProduct.Multiply(_arena.At(_a), _depth, 1, _arena.At(_b) + column, _columns, _depth, _arena.At(_c) + column, _columns, _rows, Math.Min(ColumnBlock, _columns - column));
    }

    private void MultiplyTransposed(int part, int worker)
    {
        int column = part * DotColumns, columns = Math.Min(DotColumns, _columns - column);
        for (int row = 0; row < _rows; row++) new Span<float>(_arena.At(_c) + (long)row * _columns + column, columns).Clear();
        SkinnyProduct.AddTransposed(_arena.At(_a), _depth, _arena.At(_b) + (long)column * _depth, _depth, _depth, _arena.At(_c) + column, _columns, _rows, columns);
    }
}
