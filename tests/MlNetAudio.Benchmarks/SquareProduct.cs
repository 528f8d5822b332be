using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;

namespace MlNetAudio.Benchmarks;

/// <summary>C = A · B of 1024 × 1024 matrices on all cores, packing included: what the machine gives a matrix product at this moment.</summary>
internal static unsafe class SquareProduct
{
    private const int Size = 1024;

    public static double Gflops()
    {
        var arena = new Arena();
        Block a = arena.Reserve(Size * Size), b = arena.Reserve(Size * Size), c = arena.Reserve(Size * Size), columns = arena.Reserve(Panels.LengthOfColumns(Size, Size));
        arena.ReserveScratch(Panels.LengthOfRows(MatrixProduct.RowBlock, Size));
        using var team = new WorkerTeam(Environment.ProcessorCount);
        arena.Allocate(team.Count);
        arena.Span(a).Fill(0.5f);
        arena.Span(b).Fill(0.25f);

        void Pack(int part, int worker)
        {
            int column = part * Panels.Columns;
            new Panels((nint)arena.At(columns), Size).AtColumn(column).PackColumns(arena.At(b) + column, Size, Size, Panels.Columns);
        }
        void Multiply(int part, int worker)
        {
            int row = part * MatrixProduct.RowBlock, rows = Math.Min(MatrixProduct.RowBlock, Size - row);
            var block = new Panels((nint)arena.Scratch(worker), Size);
            block.PackRows(arena.At(a) + row * Size, Size, rows, Size);
            MatrixProduct.Multiply(block, new((nint)arena.At(columns), Size), Size, arena.At(c) + row * Size, Size, rows, Size, accumulate: false);
        }
        double milliseconds = Timing.MedianMilliseconds(() =>
        {
            team.Run(Size / Panels.Columns, Pack);
            team.Run((Size + MatrixProduct.RowBlock - 1) / MatrixProduct.RowBlock, Multiply);
        });
        return 2.0 * Size * Size * Size / milliseconds / 1e6;
    }
}
