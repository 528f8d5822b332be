using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Cpu.Kernels;

[Trait("Category", "Kernels")]
public unsafe class MatrixProductTests
{
    /// <summary>Rows, columns and depth around every edge of tiles, panels and depth blocks, each operand as it lies or transposed.</summary>
    public static TheoryData<int, int, int, bool, bool> Sizes()
    {
        var data = new TheoryData<int, int, int, bool, bool>();
        foreach (var (rows, columns, depth) in (ReadOnlySpan<(int, int, int)>)
            [(1, 1, 1), (3, 5, 2), (4, 32, 7), (5, 33, 3), (8, 31, 16), (9, 8, 9), (11, 17, 5), (12, 64, 12), (13, 40, 31), (16, 65, 4), (25, 3, 257), (12, 32, 256), (29, 70, 511), (48, 16, 33), (24, 48, 40), (35, 95, 9), (62, 20, 258)])
            foreach (bool a in (bool[])[false, true])
                foreach (bool b in (bool[])[false, true]) data.Add(rows, columns, depth, a, b);
        return data;
    }

    [Theory, MemberData(nameof(Sizes))]
    public void A_product_agrees_with_its_reference_at_every_size_and_layout(int rows, int columns, int depth, bool transposedA, bool transposedB)
    {
        float[] a = Some.Floats(rows * depth, seed: 1), b = Some.Floats(depth * columns, seed: 2), c = Some.Floats(rows * columns, seed: 3);
        float[] expected = [.. c], expectedSum = [.. c], actual = [.. c], actualSum = [.. c];
        var (aRow, aDepth) = transposedA ? (1, rows) : (depth, 1);
        var (bDepth, bColumn) = transposedB ? (1, depth) : (columns, 1);

        MatrixProduct.MultiplyReference(a, aRow, aDepth, b, bDepth, bColumn, depth, expected, columns, rows, columns, accumulate: false);
        MatrixProduct.MultiplyReference(a, aRow, aDepth, b, bDepth, bColumn, depth, expectedSum, columns, rows, columns, accumulate: true);
        Multiply(a, b, depth, actual, rows, columns, transposedA, transposedB, accumulate: false);
        Multiply(a, b, depth, actualSum, rows, columns, transposedA, transposedB, accumulate: true);

        Approximately.Equal(expected, actual, tolerance: 1e-6 * depth);   // values within ±1, one rounding a product
        Approximately.Equal(expectedSum, actualSum, tolerance: 1e-6 * depth);
    }

    [Fact]
    public void A_value_is_the_same_bits_whichever_tile_it_falls_into()
    {
        float[] a = Some.Floats(23 * 300, seed: 1), b = Some.Floats(300 * 50, seed: 2), whole = new float[23 * 50], rowByRow = new float[23 * 50];

        Multiply(a, b, 300, whole, 23, 50, false, false, accumulate: false);
        for (int row = 0; row < 23; row++)
        {
            float[] one = new float[50];
            Multiply(a.AsSpan(row * 300, 300).ToArray(), b, 300, one, 1, 50, false, false, accumulate: false);
            one.CopyTo(rowByRow, row * 50);
        }

        Assert.Equal(whole, rowByRow);
    }

    private static void Multiply(float[] a, float[] b, int depth, float[] c, int rows, int columns, bool transposedA, bool transposedB, bool accumulate)
    {
        var arena = new Arena();
        Block rowsBlock = arena.Reserve(Panels.LengthOfRows(rows, depth)), columnsBlock = arena.Reserve(Panels.LengthOfColumns(columns, depth));
        arena.Allocate(workers: 0);
        Panels packedRows = new((nint)arena.At(rowsBlock), depth), packedColumns = new((nint)arena.At(columnsBlock), depth);
        fixed (float* aAt = a, bAt = b, cAt = c)
        {
            if (transposedA) packedRows.PackRowsTransposed(aAt, rows, rows, depth);
            else packedRows.PackRows(aAt, depth, rows, depth);
            if (transposedB) packedColumns.PackColumnsTransposed(bAt, depth, depth, columns);
            else packedColumns.PackColumns(bAt, columns, depth, columns);
            MatrixProduct.Multiply(packedRows, packedColumns, depth, cAt, columns, rows, columns, accumulate);
        }
        GC.KeepAlive(arena);
    }
}
