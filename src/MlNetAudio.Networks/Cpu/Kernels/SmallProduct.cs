namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>C = A · B of matrices as they lie, for products too small to share out: both are packed into scratch memory first.</summary>
internal static unsafe class SmallProduct
{
    /// <summary>One operand: its values, the distance of its rows, and whether it is meant transposed.</summary>
    internal readonly record struct Operand(nint Address, long Stride, bool Transposed = false)
    {
        public float* Data => (float*)Address;
    }

    /// <summary>Floats of scratch memory for products of such sizes.</summary>
    public static long ScratchLength(int rows, int columns, int depth) => Panels.LengthOfRows(rows, depth) + Panels.LengthOfColumns(columns, depth);

    /// <param name="a">[rows, depth], or [depth, rows] where transposed.</param>
    /// <param name="b">[depth, columns], or [columns, depth] where transposed.</param>
    public static void Multiply(Operand a, Operand b, int depth, float* c, long stride, int rows, int columns, float* scratch)
    {
        Panels packedA = new((nint)scratch, depth), packedB = new((nint)(scratch + Panels.LengthOfRows(rows, depth)), depth);
        if (a.Transposed) packedA.PackRowsTransposed(a.Data, a.Stride, rows, depth);
        else packedA.PackRows(a.Data, a.Stride, rows, depth);
        if (b.Transposed) packedB.PackColumnsTransposed(b.Data, b.Stride, depth, columns);
        else packedB.PackColumns(b.Data, b.Stride, depth, columns);
        MatrixProduct.Multiply(packedA, packedB, depth, c, stride, rows, columns, accumulate: false);
    }
}
