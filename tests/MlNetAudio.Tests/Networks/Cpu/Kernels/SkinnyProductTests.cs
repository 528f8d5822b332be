using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Cpu.Kernels;

[Trait("Category", "Kernels")]
public unsafe class SkinnyProductTests
{
    /// <summary>Rows, columns and depth around every edge of tiles, groups, vectors and blocks.</summary>
    public static TheoryData<int, int, int> Sizes =>
    [
        (1, 1, 1), (1, 8, 16), (1, 13, 33), (1, 40, 1500), (8, 1, 15), (21, 1, 70), (2, 4, 16), (2, 3, 17), (3, 5, 31), (3, 2, 1024), (4, 9, 1025), (5, 4, 64), (7, 33, 8),
        (12, 16, 9), (13, 47, 24), (16, 70, 7), (16, 128, 40), (25, 10, 12), (40, 10, 300), (31, 16, 2100),
    ];

    [Theory, MemberData(nameof(Sizes))]
    public void Rows_with_rows_agree_with_the_reference_and_are_added(int rows, int columns, int depth)
    {
        float[] a = Some.Floats(rows * depth, seed: 1), b = Some.Floats(depth * columns, seed: 2), c = Some.Floats(rows * columns, seed: 3), expected = [.. c];

        MatrixProduct.MultiplyReference(a, depth, 1, b, 1, depth, depth, expected, columns, rows, columns, accumulate: true);
        fixed (float* aAt = a, bAt = b, cAt = c) SkinnyProduct.AddTransposed(aAt, depth, bAt, depth, depth, cAt, columns, rows, columns);

        Approximately.Equal(expected, c, tolerance: 1e-6 * depth);   // values within ±1, one rounding a product
    }

    [Theory, MemberData(nameof(Sizes))]
    public void A_product_agrees_with_the_reference_whether_the_left_operand_lies_transposed_or_not(int rows, int columns, int depth)
    {
        float[] a = Some.Floats(rows * depth, seed: 1), b = Some.Floats(depth * columns, seed: 2);
        float[] expected = new float[rows * columns], expectedTransposed = new float[rows * columns];
        float[] actual = [.. Enumerable.Repeat(float.NaN, rows * columns)], actualTransposed = [.. actual];   // what was there does not matter

        MatrixProduct.MultiplyReference(a, depth, 1, b, columns, 1, depth, expected, columns, rows, columns, accumulate: false);
        MatrixProduct.MultiplyReference(a, 1, rows, b, columns, 1, depth, expectedTransposed, columns, rows, columns, accumulate: false);
        fixed (float* aAt = a, bAt = b, actualAt = actual, transposedAt = actualTransposed)
        {
            SkinnyProduct.Multiply(aAt, depth, 1, bAt, columns, depth, actualAt, columns, rows, columns);
            SkinnyProduct.Multiply(aAt, 1, rows, bAt, columns, depth, transposedAt, columns, rows, columns);
        }

        Approximately.Equal(expected, actual, tolerance: 1e-6 * depth);
        Approximately.Equal(expectedTransposed, actualTransposed, tolerance: 1e-6 * depth);
    }

    [Theory, MemberData(nameof(Sizes))]
    public void A_value_is_the_same_bits_however_rows_and_columns_are_divided(int rows, int columns, int depth)
    {
        float[] a = Some.Floats(rows * depth, seed: 1), b = Some.Floats(depth * columns, seed: 2), transposed = Some.Floats(columns * depth, seed: 3);
        float[] whole = new float[rows * columns], apart = new float[rows * columns], wholeDots = new float[rows * columns], dotsApart = new float[rows * columns];

        fixed (float* aAt = a, bAt = b, transposedAt = transposed, wholeAt = whole, apartAt = apart, wholeDotsAt = wholeDots, dotsApartAt = dotsApart)
        {
            SkinnyProduct.Multiply(aAt, depth, 1, bAt, columns, depth, wholeAt, columns, rows, columns);
            SkinnyProduct.AddTransposed(aAt, depth, transposedAt, depth, depth, wholeDotsAt, columns, rows, columns);
            int half = columns / 2;
            for (int row = 0; row < rows; row++)
                foreach (var (from, count) in ((int, int)[])[(0, half), (half, columns - half)])
                {
                    SkinnyProduct.Multiply(aAt + row * depth, depth, 1, bAt + from, columns, depth, apartAt + row * columns + from, columns, 1, count);
                    SkinnyProduct.AddTransposed(aAt + row * depth, depth, transposedAt + from * depth, depth, depth, dotsApartAt + row * columns + from, columns, 1, count);
                }
        }

        Assert.Equal(whole, apart);
        Assert.Equal(wholeDots, dotsApart);
    }
}
