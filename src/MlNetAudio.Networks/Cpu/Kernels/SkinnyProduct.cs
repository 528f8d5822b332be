using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>
/// Products with few rows or few columns, of operands as they lie: with so little work for each value of the large one, packing it would cost as much as the product. Each sum runs over k in an
/// order that depends on the depth alone, so a value does not depend on how rows and columns are divided among calls.
/// </summary>
internal static unsafe class SkinnyProduct
{
    /// <summary>Up to so many rows or columns a product is better off here.</summary>
    public const int MaxRows = 16;

    /// <summary>k of one pass of <see cref="AddTransposed"/>: the rows of a tile then stay in the first-level cache while the other operand passes by.</summary>
    private const int DotBlock = 1024;

    /// <summary>k of one pass of <see cref="Multiply"/>: that many rows of B are added to a row of C at once.</summary>
    private const int RowGroup = 8;

    /// <summary>Rows of C written side by side: as many streams as the processor follows.</summary>
    private const int RowTile = 12;

    /// <summary>C[i, j] += Σₖ a[i, k] · b[j, k]: rows with rows, as a linear layer has its weights.</summary>
    /// <param name="a">[rows, depth], each row <paramref name="aStride"/> after the one before.</param>
    /// <param name="b">[columns, depth].</param>
    /// <param name="c">[rows, columns].</param>
    public static void AddTransposed(float* a, long aStride, float* b, long bStride, int depth, float* c, long cStride, int rows, int columns)
    {
        if (Vector512.IsHardwareAccelerated) AddTransposed<Lanes512>(a, aStride, b, bStride, depth, c, cStride, rows, columns);
        else AddTransposed<LanesPortable>(a, aStride, b, bStride, depth, c, cStride, rows, columns);
    }

    /// <summary>C[i, j] = Σₖ a[i · aRow + k · aDepth] · b[k, j].</summary>
    /// <param name="b">[depth, columns], each row <paramref name="bStride"/> after the one before.</param>
    /// <param name="c">[rows, columns].</param>
    public static void Multiply(float* a, long aRow, long aDepth, float* b, long bStride, int depth, float* c, long cStride, int rows, int columns)
    {
        if (Vector512.IsHardwareAccelerated) Multiply<Lanes512>(a, aRow, aDepth, b, bStride, depth, c, cStride, rows, columns);
        else Multiply<LanesPortable>(a, aRow, aDepth, b, bStride, depth, c, cStride, rows, columns);
    }

    private static void AddTransposed<T>(float* a, long aStride, float* b, long bStride, int depth, float* c, long cStride, int rows, int columns) where T : struct, ILanes<T>
    {
        for (int k = 0; k < depth; k += DotBlock)
        {
            int length = Math.Min(DotBlock, depth - k);
            float* aBlock = a + k, bBlock = b + k;
            if (rows == 1) Dots<T>(aBlock, bBlock, bStride, length, c, 1, columns);
            else if (columns == 1) Dots<T>(bBlock, aBlock, aStride, length, c, cStride, rows);
            else if (rows <= columns)
                for (int column = 0; column < columns; column += 4)   // what is larger passes by once
                    for (int row = 0; row < rows; row += 2) Tile(row, column);
            else
                for (int row = 0; row < rows; row += 2)
                    for (int column = 0; column < columns; column += 4) Tile(row, column);

            void Tile(int row, int column) => DotTile<T>(
                aBlock + row * aStride, aStride, bBlock + column * bStride, bStride, length, c + row * cStride + column, cStride, Math.Min(2, rows - row), Math.Min(4, columns - column));
        }
    }

    /// <summary>One row with many, eight at a time.</summary>
    private static void Dots<T>(float* one, float* many, long stride, int depth, float* c, long cStride, int count) where T : struct, ILanes<T>
    {
        int i = 0;
        for (; i + 8 <= count; i += 8) DotsOfEight<T>(one, many + i * stride, stride, depth, c + i * cStride, cStride);
        for (; i < count; i += 4) DotTile<T>(one, 0, many + i * stride, stride, depth, c + i * cStride, cStride, rows: 1, Math.Min(4, count - i), cStride);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void DotsOfEight<T>(float* one, float* many, long stride, int depth, float* c, long cStride) where T : struct, ILanes<T>
    {
        T s0 = T.All(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
        float* far = many + 4 * stride;
        int k = 0;
        for (; k + T.Count <= depth; k += T.Count)
        {
            var x = T.Load(one + k);
            s0 = T.MultiplyAdd(x, T.Load(many + k), s0);
            s1 = T.MultiplyAdd(x, T.Load(many + stride + k), s1);
            s2 = T.MultiplyAdd(x, T.Load(many + 2 * stride + k), s2);
            s3 = T.MultiplyAdd(x, T.Load(many + 3 * stride + k), s3);
            s4 = T.MultiplyAdd(x, T.Load(far + k), s4);
            s5 = T.MultiplyAdd(x, T.Load(far + stride + k), s5);
            s6 = T.MultiplyAdd(x, T.Load(far + 2 * stride + k), s6);
            s7 = T.MultiplyAdd(x, T.Load(far + 3 * stride + k), s7);
        }
        c[0] += T.Sum(s0) + DotReference(one, many, k, depth);
        c[cStride] += T.Sum(s1) + DotReference(one, many + stride, k, depth);
        c[2 * cStride] += T.Sum(s2) + DotReference(one, many + 2 * stride, k, depth);
        c[3 * cStride] += T.Sum(s3) + DotReference(one, many + 3 * stride, k, depth);
        c[4 * cStride] += T.Sum(s4) + DotReference(one, far, k, depth);
        c[5 * cStride] += T.Sum(s5) + DotReference(one, far + stride, k, depth);
        c[6 * cStride] += T.Sum(s6) + DotReference(one, far + 2 * stride, k, depth);
        c[7 * cStride] += T.Sum(s7) + DotReference(one, far + 3 * stride, k, depth);
    }

    /// <summary>2 × 4 sums; where there are fewer rows or columns, the first stands in for those that lack.</summary>
    /// <param name="cColumn">Distance of the columns of C.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void DotTile<T>(float* a, long aStride, float* b, long bStride, int depth, float* c, long cStride, int rows, int columns, long cColumn = 1) where T : struct, ILanes<T>
    {
        T s00 = T.All(0), s01 = s00, s02 = s00, s03 = s00, s10 = s00, s11 = s00, s12 = s00, s13 = s00;
        float* a1 = rows > 1 ? a + aStride : a, b1 = columns > 1 ? b + bStride : b, b2 = columns > 2 ? b + 2 * bStride : b, b3 = columns > 3 ? b + 3 * bStride : b;
        int k = 0;
        for (; k + T.Count <= depth; k += T.Count)
        {
            T x0 = T.Load(a + k), x1 = T.Load(a1 + k), y = T.Load(b + k);
            s00 = T.MultiplyAdd(x0, y, s00);
            s10 = T.MultiplyAdd(x1, y, s10);
            y = T.Load(b1 + k);
            s01 = T.MultiplyAdd(x0, y, s01);
            s11 = T.MultiplyAdd(x1, y, s11);
            y = T.Load(b2 + k);
            s02 = T.MultiplyAdd(x0, y, s02);
            s12 = T.MultiplyAdd(x1, y, s12);
            y = T.Load(b3 + k);
            s03 = T.MultiplyAdd(x0, y, s03);
            s13 = T.MultiplyAdd(x1, y, s13);
        }
        AddRow(a, b, b1, b2, b3, k, depth, c, cColumn, columns, s00, s01, s02, s03);
        if (rows > 1) AddRow(a1, b, b1, b2, b3, k, depth, c + cStride, cColumn, columns, s10, s11, s12, s13);
    }

    private static void AddRow<T>(float* a, float* b0, float* b1, float* b2, float* b3, int from, int depth, float* c, long cColumn, int columns, T s0, T s1, T s2, T s3) where T : struct, ILanes<T>
    {
        c[0] += T.Sum(s0) + DotReference(a, b0, from, depth);
        if (columns > 1) c[cColumn] += T.Sum(s1) + DotReference(a, b1, from, depth);
        if (columns > 2) c[2 * cColumn] += T.Sum(s2) + DotReference(a, b2, from, depth);
        if (columns > 3) c[3 * cColumn] += T.Sum(s3) + DotReference(a, b3, from, depth);
    }

    private static float DotReference(float* a, float* b, int from, int to)
    {
        float sum = 0;
        for (int k = from; k < to; k++) sum = float.MultiplyAddEstimate(a[k], b[k], sum);
        return sum;
    }

    private static void Multiply<T>(float* a, long aRow, long aDepth, float* b, long bStride, int depth, float* c, long cStride, int rows, int columns) where T : struct, ILanes<T>
    {
        for (int k = 0; k < depth; k += RowGroup)
        {
            float* bGroup = b + k * bStride, aGroup = a + k * aDepth;
            int whole = columns / T.Count * T.Count, length = Math.Min(RowGroup, depth - k);
            if (length == RowGroup)
                for (int row = 0; row < rows; row += RowTile)
                    AddEight<T>(aGroup + row * aRow, aRow, aDepth, bGroup, bStride, c + row * cStride, cStride, Math.Min(RowTile, rows - row), whole, accumulate: k > 0);
            else AddSome<T>(aGroup, aRow, aDepth, bGroup, bStride, length, c, cStride, rows, whole, accumulate: k > 0);
            if (whole < columns) AddReference(aGroup, aRow, aDepth, bGroup + whole, bStride, length, c + whole, cStride, rows, columns - whole, accumulate: k > 0);
        }
    }

    /// <summary>Eight rows of B to every row of C, a vector of columns at a time.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddEight<T>(float* a, long aRow, long aDepth, float* b, long bStride, float* c, long cStride, int rows, int columns, bool accumulate) where T : struct, ILanes<T>
    {
        float* far = b + 4 * bStride;
        for (int column = 0; column < columns; column += T.Count)
        {
            T b0 = T.Load(b + column), b1 = T.Load(b + bStride + column), b2 = T.Load(b + 2 * bStride + column), b3 = T.Load(b + 3 * bStride + column);
            T b4 = T.Load(far + column), b5 = T.Load(far + bStride + column), b6 = T.Load(far + 2 * bStride + column), b7 = T.Load(far + 3 * bStride + column);
            for (int row = 0; row < rows; row++)
            {
                float* x = a + row * aRow, y = x + 4 * aDepth, target = c + row * cStride + column;
                var sum = T.MultiplyAdd(T.All(x[0]), b0, accumulate ? T.Load(target) : T.All(0));
                sum = T.MultiplyAdd(T.All(x[aDepth]), b1, sum);
                sum = T.MultiplyAdd(T.All(x[2 * aDepth]), b2, sum);
                sum = T.MultiplyAdd(T.All(x[3 * aDepth]), b3, sum);
                sum = T.MultiplyAdd(T.All(y[0]), b4, sum);
                sum = T.MultiplyAdd(T.All(y[aDepth]), b5, sum);
                sum = T.MultiplyAdd(T.All(y[2 * aDepth]), b6, sum);
                sum = T.MultiplyAdd(T.All(y[3 * aDepth]), b7, sum);
                sum.Store(target);
            }
        }
    }

    private static void AddSome<T>(float* a, long aRow, long aDepth, float* b, long bStride, int depth, float* c, long cStride, int rows, int columns, bool accumulate) where T : struct, ILanes<T>
    {
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column += T.Count)
            {
                float* target = c + row * cStride + column;
                var sum = accumulate ? T.Load(target) : T.All(0);
                for (int k = 0; k < depth; k++) sum = T.MultiplyAdd(T.All(a[row * aRow + k * aDepth]), T.Load(b + k * bStride + column), sum);
                sum.Store(target);
            }
    }

    private static void AddReference(float* a, long aRow, long aDepth, float* b, long bStride, int depth, float* c, long cStride, int rows, int columns, bool accumulate)
    {
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++)
            {
                float* target = c + row * cStride + column;
                float sum = accumulate ? *target : 0;
                for (int k = 0; k < depth; k++) sum = float.MultiplyAddEstimate(a[row * aRow + k * aDepth], b[k * bStride + column], sum);
                *target = sum;
            }
    }
}
