namespace MlNetAudio.Dsp.Transforms.Lanes;

/// <summary>
/// The points as a matrix x[R2·n1 + n2] of R1 rows and R2 columns: transforms of the columns, times exp(−2πi·n2·k1/N), transforms of the rows: X[k1 + R1·k2]. Every small transform
/// stays in the first-level cache, so that the whole passes the second-level cache once.
/// </summary>
/// <remarks>W. M. Gentleman and G. Sande, "Fast Fourier transforms: for fun and profit", 1966; D. H. Bailey, "FFTs in external or hierarchical memory", 1990.</remarks>
internal sealed unsafe class FourStepLaneFft<T> : LaneFft<T> where T : unmanaged, ILanes<T>
{
    private const int Point = LaneComplex<T>.PointLength;

    /// <summary>Up to this length, one row.</summary>
    private const int LongestRow = 64;

    /// <summary>Columns that are loaded together: eight real samples of a lane.</summary>
    private const int Together = 4;

    private readonly LanePasses<T> _columnPasses, _rowPasses;
    private readonly AlignedBuffer _factors;   // (re, im) of exp(−2πi·n2·k1/N), [n2, k1]
    private readonly nint _columnPitch, _rowPitch;

    public FourStepLaneFft(int length) : base(length, ChooseRows(length))
    {
        (_columnPasses, _rowPasses) = (new(Rows), new(RowLength));

        // One point more than there are, lest neighbours in a column fall into the same set of the cache.
        (_columnPitch, _rowPitch) = ((Rows + 1) * Point, (RowLength + 1) * Point);
        _factors = new(Rows > 1 ? 2 * length : 0);
        for (int column = 0; column < RowLength && Rows > 1; column++)
            for (int k = 0; k < Rows; k++) Roots.Write(_factors.Pointer + 2 * (column * Rows + k), (long)column * k, length);
    }

    private int MatrixLength => Rows * (int)_rowPitch;

    private int ColumnsLength => Together * (int)_columnPitch;

    public override int WorkLength => checked(MatrixLength + ColumnsLength + Math.Max(_columnPasses.ScratchLength, _rowPasses.ScratchLength));

    public override void Begin<TPoints>(in TPoints points, double* work)
    {
        double* columns = work + MatrixLength, scratch = columns + ColumnsLength;
        for (int column = 0; column < RowLength; column += Together)
        {
            int count = Math.Min(Together, RowLength - column);
            if (Rows == 1)
            {
                points.Load(column, count, work + column * Point, Point);
                continue;
            }
            for (int row = 0; row < Rows; row++) points.Load(row * RowLength + column, count, columns + row * Point, _columnPitch);
            for (int i = 0; i < count; i++)
                _columnPasses.Run(columns + i * _columnPitch, Point, work + (column + i) * Point, _rowPitch, _factors.Pointer + 2 * (column + i) * Rows, scratch);
        }
    }

    public override double* Row(int row, double* work, double* room)
    {
        _rowPasses.Run(work + row * _rowPitch, Point, room, Point, null, work + MatrixLength + ColumnsLength);
        return room;
    }

    /// <summary>The largest divisor up to the square root; multiples of four, and of them rows of a multiple of four, are preferred because samples are loaded and stored by fours.</summary>
    private static int ChooseRows(int length)
    {
        if (length <= LongestRow) return 1;
        return Enumerable.Range(1, (int)Math.Sqrt(length)).Where(rows => length % rows == 0 && rows * rows >= length / 64)
            .OrderByDescending(rows => (length / rows % 4 == 0 ? 2 : 0) + (rows % 4 == 0 ? 1 : 0)).ThenByDescending(rows => rows).FirstOrDefault(1);
    }
}
