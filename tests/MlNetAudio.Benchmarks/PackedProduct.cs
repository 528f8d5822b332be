using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;

namespace MlNetAudio.Benchmarks;

/// <summary>C = A · B with both operands packed first, shared out among a team by blocks of rows and columns, as the engine does it.</summary>
internal sealed unsafe class PackedProduct
{
    private const int RowBlock = MatrixProduct.RowBlock, ColumnBlock = 1024, PackedTogether = 256;

    private readonly Arena _arena = new();
    private readonly WorkerTeam _team;
    private readonly Block _a, _b, _c, _packedColumns;
    private readonly int _rows, _columns, _depth;
    private readonly Action<int, int> _packColumns, _multiply;

    public PackedProduct(WorkerTeam team, int rows, int columns, int depth)
    {
        (_team, _rows, _columns, _depth) = (team, rows, columns, depth);
        (_a, _b, _c) = (_arena.Reserve((long)rows * depth), _arena.Reserve((long)depth * columns), _arena.Reserve((long)rows * columns));
        _packedColumns = _arena.Reserve(Panels.LengthOfColumns(columns, depth));
        _arena.ReserveScratch(Panels.LengthOfRows(RowBlock, depth));
        _arena.Allocate(team.Count);
        _arena.Span(_a).Fill(0.5f);
        _arena.Span(_b).Fill(0.25f);
        (_packColumns, _multiply) = (PackColumns, Multiply);
        PackColumns();
    }

    /// <summary>Of 1024 × 1024 matrices on all cores: what the machine gives a matrix product at this moment.</summary>
    public static double SquareGflops()
    {
        const int size = 1024;
        using var team = new WorkerTeam(Environment.ProcessorCount);
        var product = new PackedProduct(team, size, size, size);
        return 2.0 * size * size * size / Timing.MedianMilliseconds(product.Run) / 1e6;
    }

    public void Run()
    {
        PackColumns();
        RunPacked();
    }

    /// <summary>The columns packed before, as a recurrence does it with its weights.</summary>
    public void RunPacked() => _team.Run(RowBlocks * ColumnBlocks, _multiply);

    private int RowBlocks => (_rows + RowBlock - 1) / RowBlock;

    private int ColumnBlocks => (_columns + ColumnBlock - 1) / ColumnBlock;

    private void PackColumns() => _team.Run((_columns + PackedTogether - 1) / PackedTogether, _packColumns);

    private void PackColumns(int part, int worker)
    {
        int column = part * PackedTogether;
        new Panels((nint)_arena.At(_packedColumns), _depth).AtColumn(column).PackColumns(_arena.At(_b) + column, _columns, _depth, Math.Min(PackedTogether, _columns - column));
    }

    private void Multiply(int part, int worker)
    {
        int row = part / ColumnBlocks * RowBlock, column = part % ColumnBlocks * ColumnBlock, rows = Math.Min(RowBlock, _rows - row);
        var block = new Panels((nint)_arena.Scratch(worker), _depth);
        block.PackRows(_arena.At(_a) + (long)row * _depth, _depth, rows, _depth);
        MatrixProduct.Multiply(
            block, new Panels((nint)_arena.At(_packedColumns), _depth).AtColumn(column), _depth, _arena.At(_c) + (long)row * _columns + column, _columns, rows,
            Math.Min(ColumnBlock, _columns - column), accumulate: false);
    }
}
