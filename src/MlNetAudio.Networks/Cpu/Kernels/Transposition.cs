namespace MlNetAudio.Networks.Cpu.Kernels;

/// <summary>target[column, row] = source[row, column], in squares that fit into the first-level cache.</summary>
internal static unsafe class Transposition
{
    private const int Square = 32;

    public static void Of(float* source, int rows, int columns, float* target)
    {
        for (int row = 0; row < rows; row += Square)
            for (int column = 0; column < columns; column += Square)
                OfSquare(source, columns, target, rows, row, Math.Min(row + Square, rows), column, Math.Min(column + Square, columns));
    }

    internal static void Reference(float* source, int rows, int columns, float* target)
    {
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++) target[(long)column * rows + row] = source[(long)row * columns + column];
    }

    private static void OfSquare(float* source, long columns, float* target, int rows, int firstRow, int lastRow, int firstColumn, int lastColumn)
    {
        int row = firstRow;
        for (; row + 4 <= lastRow; row += 4)
        {
            float* from = source + row * columns;
            int column = firstColumn;
            for (; column + 4 <= lastColumn; column += 4) Panels.Transpose4(from + column, columns, target + (long)column * rows + row, rows);
            for (; column < lastColumn; column++)
                for (int i = 0; i < 4; i++) target[(long)column * rows + row + i] = from[i * columns + column];
        }
        for (; row < lastRow; row++)
            for (int column = firstColumn; column < lastColumn; column++) target[(long)column * rows + row] = source[row * columns + column];
    }
}
