using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>
/// C[i, j] = Σₖ A[i, k] · B[k, j], or C += that, of packed operands on one thread. Each sum runs over k in order in blocks of <see cref="DepthBlock"/>, whatever tile it falls into, so a
/// value does not depend on how rows and columns are divided among calls.
/// </summary>
internal static unsafe class MatrixProduct
{
    /// <summary>k of one pass: a panel of B (256 × 32 floats) then stays in the first-level cache.</summary>
    public const int DepthBlock = 256;

    /// <summary>Rows that callers give one call when they divide a product among threads: a multiple of the largest tile.</summary>
    public const int RowBlock = 48;

    /// <summary>Rows of the largest tile: 12 × 32 sums fill 24 of the 32 AVX-512 registers, and 14 loads feed 24 multiply-adds; with AVX2, 6 × 16 sums fill 12 of 16.</summary>
    private const int MaxTileRows = 12;

    /// <param name="c">[rows, columns], each row <paramref name="stride"/> after the one before.</param>
    /// <param name="accumulate">Add to C instead of overwriting it.</param>
    public static void Multiply(Panels a, Panels b, int depth, float* c, long stride, int rows, int columns, bool accumulate)
    {
        float* edge = stackalloc float[MaxTileRows * Panels.Columns];
        for (int k = 0; k < depth; k += DepthBlock)
        {
            int length = Math.Min(DepthBlock, depth - k);
            for (int column = 0; column < columns; column += Panels.Columns)
            {
                float* bPanel = b.Data + (long)column * b.Depth + k * Panels.Columns, nextPanel = bPanel + (long)Panels.Columns * b.Depth;
                for (int row = 0; row < rows;)
                {
                    int tile = TileRows(rows - row);
                    float* aPanel = a.Data + (long)row * a.Depth + k * Panels.Rows, target = c + row * stride + column;
                    float* next = nextPanel + row / MaxTileRows % 2 * Panels.Columns / 2 * length;
                    if (rows - row >= tile && columns - column >= Panels.Columns) Tile(tile, aPanel, (long)a.Depth * Panels.Rows, bPanel, next, length, target, stride, accumulate || k > 0);
                    else
                    {
                        Tile(tile, aPanel, (long)a.Depth * Panels.Rows, bPanel, next, length, edge, Panels.Columns, accumulate: false);
                        CopyEdge(edge, target, stride, Math.Min(tile, rows - row), Math.Min(Panels.Columns, columns - column), accumulate || k > 0);
                    }
                    row += tile;
                }
            }
        }
    }

    /// <summary>Any operands: A[i, k] = a[i · aRow + k · aDepth], B[k, j] = b[k · bDepth + j · bColumn].</summary>
    internal static void MultiplyReference(
        ReadOnlySpan<float> a, int aRow, int aDepth, ReadOnlySpan<float> b, int bDepth, int bColumn, int depth, Span<float> c, int stride, int rows, int columns, bool accumulate)
    {
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++)
            {
                double sum = accumulate ? c[i * stride + j] : 0;
                for (int k = 0; k < depth; k++) sum += (double)a[i * aRow + k * aDepth] * b[k * bDepth + j * bColumn];
                c[i * stride + j] = (float)sum;
            }
    }

    private static bool HasAvx2
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Fma.IsSupported && Vector<float>.Count == Vector256<float>.Count;
    }

    private static int TileRows(int rows) =>
        Vector512.IsHardwareAccelerated ? rows <= 4 ? 4 : rows <= 8 ? 8 : MaxTileRows : HasAvx2 && rows >= MaxTileRows ? MaxTileRows : 4;

    private static void Tile(int rows, float* a, long panel, float* b, float* next, int depth, float* c, long stride, bool accumulate)
    {
        if (!Vector512.IsHardwareAccelerated)
        {
            if (rows == 4) TilePortable(a, b, depth, c, stride, accumulate);
            else
            {
                float* second = a + panel, third = second + panel;
                Tile6(a, a + 2, second, b, depth, c, stride, accumulate);
                Tile6(second + 2, third, third + 2, b, depth, c + 6 * stride, stride, accumulate);
            }
        }
        else if (rows == 12) Tile12(a, panel, b, next, depth, c, stride, accumulate);
        else if (rows == 8) Tile8(a, panel, b, depth, c, stride, accumulate);
        else Tile4(a, b, depth, c, stride, accumulate);
    }

    private static void CopyEdge(float* tile, float* c, long stride, int rows, int columns, bool accumulate)
    {
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++) c[i * stride + j] = tile[i * Panels.Columns + j] + (accumulate ? c[i * stride + j] : 0);
    }

    /// <param name="next">Asked for while the tile is computed, a line for each k: half of the panel of B that comes next. From the third-level cache it would come too late by itself.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile12(float* a, long panel, float* b, float* next, int depth, float* c, long stride, bool accumulate)
    {
        Vector512<float>
            c0L = default, c0H = default,
            c1L = default, c1H = default,
            c2L = default, c2H = default,
            c3L = default, c3H = default,
            c4L = default, c4H = default,
            c5L = default, c5H = default,
            c6L = default, c6H = default,
            c7L = default, c7H = default,
            c8L = default, c8H = default,
            c9L = default, c9H = default,
            c10L = default, c10H = default,
            c11L = default, c11H = default;
        float* second = a + panel, third = second + panel;
        for (int i = 0; i < 12; i++) Prefetch(c + i * stride);
        for (; depth > 0; depth--, b += 32, next += 16)
        {
            Sse.Prefetch1(next);
            Vector512<float> low = Vector512.Load(b), high = Vector512.Load(b + 16), x;
            x = Vector512.Create(a[0]); c0L = Vector512.FusedMultiplyAdd(x, low, c0L); c0H = Vector512.FusedMultiplyAdd(x, high, c0H);
            x = Vector512.Create(a[1]); c1L = Vector512.FusedMultiplyAdd(x, low, c1L); c1H = Vector512.FusedMultiplyAdd(x, high, c1H);
            x = Vector512.Create(a[2]); c2L = Vector512.FusedMultiplyAdd(x, low, c2L); c2H = Vector512.FusedMultiplyAdd(x, high, c2H);
            x = Vector512.Create(a[3]); c3L = Vector512.FusedMultiplyAdd(x, low, c3L); c3H = Vector512.FusedMultiplyAdd(x, high, c3H);
            x = Vector512.Create(second[0]); c4L = Vector512.FusedMultiplyAdd(x, low, c4L); c4H = Vector512.FusedMultiplyAdd(x, high, c4H);
            x = Vector512.Create(second[1]); c5L = Vector512.FusedMultiplyAdd(x, low, c5L); c5H = Vector512.FusedMultiplyAdd(x, high, c5H);
            x = Vector512.Create(second[2]); c6L = Vector512.FusedMultiplyAdd(x, low, c6L); c6H = Vector512.FusedMultiplyAdd(x, high, c6H);
            x = Vector512.Create(second[3]); c7L = Vector512.FusedMultiplyAdd(x, low, c7L); c7H = Vector512.FusedMultiplyAdd(x, high, c7H);
            x = Vector512.Create(third[0]); c8L = Vector512.FusedMultiplyAdd(x, low, c8L); c8H = Vector512.FusedMultiplyAdd(x, high, c8H);
            x = Vector512.Create(third[1]); c9L = Vector512.FusedMultiplyAdd(x, low, c9L); c9H = Vector512.FusedMultiplyAdd(x, high, c9H);
            x = Vector512.Create(third[2]); c10L = Vector512.FusedMultiplyAdd(x, low, c10L); c10H = Vector512.FusedMultiplyAdd(x, high, c10H);
            x = Vector512.Create(third[3]); c11L = Vector512.FusedMultiplyAdd(x, low, c11L); c11H = Vector512.FusedMultiplyAdd(x, high, c11H);
            a += 4;
            second += 4;
            third += 4;
        }
        Store(c, c0L, c0H, accumulate);
        Store(c + stride, c1L, c1H, accumulate);
        Store(c + 2 * stride, c2L, c2H, accumulate);
        Store(c + 3 * stride, c3L, c3H, accumulate);
        Store(c + 4 * stride, c4L, c4H, accumulate);
        Store(c + 5 * stride, c5L, c5H, accumulate);
        Store(c + 6 * stride, c6L, c6H, accumulate);
        Store(c + 7 * stride, c7L, c7H, accumulate);
        Store(c + 8 * stride, c8L, c8H, accumulate);
        Store(c + 9 * stride, c9L, c9H, accumulate);
        Store(c + 10 * stride, c10L, c10H, accumulate);
        Store(c + 11 * stride, c11L, c11H, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile8(float* a, long panel, float* b, int depth, float* c, long stride, bool accumulate)
    {
        Vector512<float>
            c0L = default, c0H = default,
            c1L = default, c1H = default,
            c2L = default, c2H = default,
            c3L = default, c3H = default,
            c4L = default, c4H = default,
            c5L = default, c5H = default,
            c6L = default, c6H = default,
            c7L = default, c7H = default;
        float* second = a + panel;
        for (; depth > 0; depth--, b += 32)
        {
            Vector512<float> low = Vector512.Load(b), high = Vector512.Load(b + 16), x;
            x = Vector512.Create(a[0]); c0L = Vector512.FusedMultiplyAdd(x, low, c0L); c0H = Vector512.FusedMultiplyAdd(x, high, c0H);
            x = Vector512.Create(a[1]); c1L = Vector512.FusedMultiplyAdd(x, low, c1L); c1H = Vector512.FusedMultiplyAdd(x, high, c1H);
            x = Vector512.Create(a[2]); c2L = Vector512.FusedMultiplyAdd(x, low, c2L); c2H = Vector512.FusedMultiplyAdd(x, high, c2H);
            x = Vector512.Create(a[3]); c3L = Vector512.FusedMultiplyAdd(x, low, c3L); c3H = Vector512.FusedMultiplyAdd(x, high, c3H);
            x = Vector512.Create(second[0]); c4L = Vector512.FusedMultiplyAdd(x, low, c4L); c4H = Vector512.FusedMultiplyAdd(x, high, c4H);
            x = Vector512.Create(second[1]); c5L = Vector512.FusedMultiplyAdd(x, low, c5L); c5H = Vector512.FusedMultiplyAdd(x, high, c5H);
            x = Vector512.Create(second[2]); c6L = Vector512.FusedMultiplyAdd(x, low, c6L); c6H = Vector512.FusedMultiplyAdd(x, high, c6H);
            x = Vector512.Create(second[3]); c7L = Vector512.FusedMultiplyAdd(x, low, c7L); c7H = Vector512.FusedMultiplyAdd(x, high, c7H);
            a += 4;
            second += 4;
        }
        Store(c, c0L, c0H, accumulate);
        Store(c + stride, c1L, c1H, accumulate);
        Store(c + 2 * stride, c2L, c2H, accumulate);
        Store(c + 3 * stride, c3L, c3H, accumulate);
        Store(c + 4 * stride, c4L, c4H, accumulate);
        Store(c + 5 * stride, c5L, c5H, accumulate);
        Store(c + 6 * stride, c6L, c6H, accumulate);
        Store(c + 7 * stride, c7L, c7H, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile4(float* a, float* b, int depth, float* c, long stride, bool accumulate)
    {
        Vector512<float>
            c0L = default, c0H = default,
            c1L = default, c1H = default,
            c2L = default, c2H = default,
            c3L = default, c3H = default;
        for (; depth > 0; depth--, b += 32)
        {
            Vector512<float> low = Vector512.Load(b), high = Vector512.Load(b + 16), x;
            x = Vector512.Create(a[0]); c0L = Vector512.FusedMultiplyAdd(x, low, c0L); c0H = Vector512.FusedMultiplyAdd(x, high, c0H);
            x = Vector512.Create(a[1]); c1L = Vector512.FusedMultiplyAdd(x, low, c1L); c1H = Vector512.FusedMultiplyAdd(x, high, c1H);
            x = Vector512.Create(a[2]); c2L = Vector512.FusedMultiplyAdd(x, low, c2L); c2H = Vector512.FusedMultiplyAdd(x, high, c2H);
            x = Vector512.Create(a[3]); c3L = Vector512.FusedMultiplyAdd(x, low, c3L); c3H = Vector512.FusedMultiplyAdd(x, high, c3H);
            a += 4;
        }
        Store(c, c0L, c0H, accumulate);
        Store(c + stride, c1L, c1H, accumulate);
        Store(c + 2 * stride, c2L, c2H, accumulate);
        Store(c + 3 * stride, c3L, c3H, accumulate);
    }

    /// <summary>6 rows × 16 columns for AVX2; panels hold 4 rows, so each pair of rows has a place of its own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile6(float* rows01, float* rows23, float* rows45, float* b, int depth, float* c, long stride, bool accumulate)
    {
        Vector256<float>
            c0L = default, c0H = default,
            c1L = default, c1H = default,
            c2L = default, c2H = default,
            c3L = default, c3H = default,
            c4L = default, c4H = default,
            c5L = default, c5H = default;
        for (; depth > 0; depth--, b += 16)
        {
            Vector256<float> low = Vector256.Load(b), high = Vector256.Load(b + 8), x;
            x = Vector256.Create(rows01[0]); c0L = Vector256.FusedMultiplyAdd(x, low, c0L); c0H = Vector256.FusedMultiplyAdd(x, high, c0H);
            x = Vector256.Create(rows01[1]); c1L = Vector256.FusedMultiplyAdd(x, low, c1L); c1H = Vector256.FusedMultiplyAdd(x, high, c1H);
            x = Vector256.Create(rows23[0]); c2L = Vector256.FusedMultiplyAdd(x, low, c2L); c2H = Vector256.FusedMultiplyAdd(x, high, c2H);
            x = Vector256.Create(rows23[1]); c3L = Vector256.FusedMultiplyAdd(x, low, c3L); c3H = Vector256.FusedMultiplyAdd(x, high, c3H);
            x = Vector256.Create(rows45[0]); c4L = Vector256.FusedMultiplyAdd(x, low, c4L); c4H = Vector256.FusedMultiplyAdd(x, high, c4H);
            x = Vector256.Create(rows45[1]); c5L = Vector256.FusedMultiplyAdd(x, low, c5L); c5H = Vector256.FusedMultiplyAdd(x, high, c5H);
            rows01 += Panels.Rows;
            rows23 += Panels.Rows;
            rows45 += Panels.Rows;
        }
        Store(c, c0L.AsVector(), c0H.AsVector(), accumulate);
        Store(c + stride, c1L.AsVector(), c1H.AsVector(), accumulate);
        Store(c + 2 * stride, c2L.AsVector(), c2H.AsVector(), accumulate);
        Store(c + 3 * stride, c3L.AsVector(), c3H.AsVector(), accumulate);
        Store(c + 4 * stride, c4L.AsVector(), c4H.AsVector(), accumulate);
        Store(c + 5 * stride, c5L.AsVector(), c5H.AsVector(), accumulate);
    }

    /// <summary>4 rows × 2 vectors of whatever width there is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TilePortable(float* a, float* b, int depth, float* c, long stride, bool accumulate)
    {
        Vector<float>
            c0L = default, c0H = default,
            c1L = default, c1H = default,
            c2L = default, c2H = default,
            c3L = default, c3H = default;
        for (; depth > 0; depth--, a += 4, b += 2 * Vector<float>.Count)
        {
            Vector<float> low = Vector.Load(b), high = Vector.Load(b + Vector<float>.Count), x;
            x = new(a[0]); c0L = Vector.MultiplyAddEstimate(x, low, c0L); c0H = Vector.MultiplyAddEstimate(x, high, c0H);
            x = new(a[1]); c1L = Vector.MultiplyAddEstimate(x, low, c1L); c1H = Vector.MultiplyAddEstimate(x, high, c1H);
            x = new(a[2]); c2L = Vector.MultiplyAddEstimate(x, low, c2L); c2H = Vector.MultiplyAddEstimate(x, high, c2H);
            x = new(a[3]); c3L = Vector.MultiplyAddEstimate(x, low, c3L); c3H = Vector.MultiplyAddEstimate(x, high, c3H);
        }
        Store(c, c0L, c0H, accumulate);
        Store(c + stride, c1L, c1H, accumulate);
        Store(c + 2 * stride, c2L, c2H, accumulate);
        Store(c + 3 * stride, c3L, c3H, accumulate);
    }

    /// <summary>Sums are stored where nobody has read for long: the lines are asked for while the tile is computed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(float* c)
    {
        Sse.Prefetch0(c);
        Sse.Prefetch0(c + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* c, Vector512<float> low, Vector512<float> high, bool accumulate)
    {
        if (accumulate)
        {
            low += Vector512.Load(c);
            high += Vector512.Load(c + 16);
        }
        Vector512.Store(low, c);
        Vector512.Store(high, c + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* c, Vector<float> low, Vector<float> high, bool accumulate)
    {
        if (accumulate)
        {
            low += Vector.Load(c);
            high += Vector.Load(c + Vector<float>.Count);
        }
        Vector.Store(low, c);
        Vector.Store(high, c + Vector<float>.Count);
    }
}
