using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>
/// One operand of a matrix product, packed so that the product reads it in order. Rows of A lie in panels of <see cref="Rows"/>: [panel, k, row]; columns of B in panels of
/// <see cref="Columns"/>: [panel, k, column]. What is missing in the last panel is zero.
/// </summary>
/// <param name="Depth">Length of k that each panel has room for.</param>
internal readonly unsafe record struct Panels(nint Address, int Depth)
{
    /// <summary>Rows of A in a panel.</summary>
    public const int Rows = 4;

    /// <summary>Columns of B in a panel: two vectors.</summary>
    public static int Columns
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated ? 2 * Vector512<float>.Count : 2 * Vector<float>.Count;
    }

    public float* Data => (float*)Address;

    /// <summary>The same panels from k = <paramref name="start"/> on, for a product over a part of k.</summary>
    public Panels RowsFrom(int start) => this with { Address = (nint)(Data + start * Rows) };

    /// <inheritdoc cref="RowsFrom"/>
    public Panels ColumnsFrom(int start) => this with { Address = (nint)(Data + start * Columns) };

    /// <summary>The panels from row <paramref name="row"/> on, a multiple of <see cref="Rows"/>.</summary>
    public Panels AtRow(int row) => this with { Address = (nint)(Data + (long)row * Depth) };

    /// <summary>The panels from column <paramref name="column"/> on, a multiple of <see cref="Columns"/>.</summary>
    public Panels AtColumn(int column) => this with { Address = (nint)(Data + (long)column * Depth) };

    /// <summary>Floats that <paramref name="rows"/> packed rows take.</summary>
    public static long LengthOfRows(int rows, int depth) => (long)RoundUp(rows, Rows) * depth;

    /// <summary>Floats that <paramref name="columns"/> packed columns take.</summary>
    public static long LengthOfColumns(int columns, int depth) => (long)RoundUp(columns, Columns) * depth;

    public static int RoundUp(int count, int multiple) => (count + multiple - 1) / multiple * multiple;

    /// <summary>A[row, k] = source[row · stride + k].</summary>
    public void PackRows(float* source, long stride, int rows, int depth)
    {
        for (int row = 0; row < rows; row += Rows)
        {
            float* target = Data + (long)row * Depth, from = source + row * stride;
            int count = Math.Min(Rows, rows - row), k = 0;
            if (count == Rows)
                for (; k + 4 <= depth; k += 4) Transpose4(from + k, stride, target + k * Rows, Rows);
            for (; k < depth; k++)
                for (int i = 0; i < Rows; i++) target[k * Rows + i] = i < count ? from[i * stride + k] : 0;
        }
    }

    /// <summary>A[row, k] = source[k · stride + row].</summary>
    public void PackRowsTransposed(float* source, long stride, int rows, int depth)
    {
        const int Block = 8;   // k at a time: that many lines of the source serve the panels beside each other
        for (int start = 0; start < depth; start += Block)
            for (int row = 0; row < rows; row += Rows)
            {
                float* target = Data + (long)row * Depth + start * Rows, from = source + start * stride + row;
                int count = Math.Min(Rows, rows - row);
                for (int k = start; k < Math.Min(start + Block, depth); k++, target += Rows, from += stride)
                    if (count == Rows) Vector128.Store(Vector128.Load(from), target);
                    else
                        for (int i = 0; i < Rows; i++) target[i] = i < count ? from[i] : 0;
            }
    }

    /// <summary>B[k, column] = source[k · stride + column].</summary>
    public void PackColumns(float* source, long stride, int depth, int columns)
    {
        const int Block = 8;   // k at a time: that many rows of the source are read along all their columns, so that memory comes in long runs
        int whole = columns / Columns * Columns;
        for (int start = 0; start < depth; start += Block)
        {
            int end = Math.Min(start + Block, depth);
            for (int column = 0; column < whole; column += Columns)
                for (int k = start; k < end; k++) CopyRow(source + k * stride + column, Data + (long)column * Depth + k * Columns);
        }
        if (whole == columns) return;
        for (int k = 0; k < depth; k++)
        {
            float* target = Data + (long)whole * Depth + k * Columns;
            new ReadOnlySpan<float>(source + k * stride + whole, columns - whole).CopyTo(new(target, columns - whole));
            new Span<float>(target + columns - whole, Columns - (columns - whole)).Clear();
        }
    }

    /// <summary>B[k, column] = source[column · stride + k].</summary>
    public void PackColumnsTransposed(float* source, long stride, int depth, int columns)
    {
        for (int column = 0; column < columns; column += Columns)
        {
            float* panel = Data + (long)column * Depth;
            int count = Math.Min(Columns, columns - column), j = 0;
            for (; j + 4 <= count; j += 4)
            {
                float* target = panel + j, from = source + (column + j) * stride;
                int k = 0;
                for (; k + 4 <= depth; k += 4) Transpose4(from + k, stride, target + k * Columns, Columns);
                for (; k < depth; k++)
                    for (int i = 0; i < 4; i++) target[k * Columns + i] = from[i * stride + k];
            }
            for (; j < Columns; j++)
                for (int k = 0; k < depth; k++) panel[k * Columns + j] = j < count ? source[(column + j) * stride + k] : 0;
        }
    }

    /// <summary>One row of a panel of B.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyRow(float* source, float* target)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512.Store(Vector512.Load(source), target);
            Vector512.Store(Vector512.Load(source + Vector512<float>.Count), target + Vector512<float>.Count);
        }
        else
        {
            Vector.Store(Vector.Load(source), target);
            Vector.Store(Vector.Load(source + Vector<float>.Count), target + Vector<float>.Count);
        }
    }

    /// <summary>target[j · targetStride + i] = source[i · sourceStride + j] for i, j in 0..3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose4(float* source, long sourceStride, float* target, int targetStride) =>
        Transpose4(source, source + sourceStride, source + 2 * sourceStride, source + 3 * sourceStride, target, targetStride);

    /// <summary>target[j · targetStride + i] = rowᵢ[j] for i, j in 0..3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose4(float* row0, float* row1, float* row2, float* row3, float* target, int targetStride)
    {
        if (Sse.IsSupported)
        {
            Vector128<float> a = Vector128.Load(row0), b = Vector128.Load(row1), c = Vector128.Load(row2), d = Vector128.Load(row3);
            Vector128<float> abLow = Sse.UnpackLow(a, b), cdLow = Sse.UnpackLow(c, d), abHigh = Sse.UnpackHigh(a, b), cdHigh = Sse.UnpackHigh(c, d);
            Vector128.Store(Sse.MoveLowToHigh(abLow, cdLow), target);
            Vector128.Store(Sse.MoveHighToLow(cdLow, abLow), target + targetStride);
            Vector128.Store(Sse.MoveLowToHigh(abHigh, cdHigh), target + 2 * targetStride);
            Vector128.Store(Sse.MoveHighToLow(cdHigh, abHigh), target + 3 * targetStride);
            return;
        }
        for (int j = 0; j < 4; j++, target += targetStride)
        {
            target[0] = row0[j];
            target[1] = row1[j];
            target[2] = row2[j];
            target[3] = row3[j];
        }
    }
}
