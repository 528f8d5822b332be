namespace MlNetAudio.Dsp.Transforms.Lanes;

/// <summary>
/// X[k] = Σₙ x[n]·exp(−2πi·nk/N) of as many complex signals as there are lanes, any N. The result comes a row at a time, so that what follows finds it in the first-level
/// cache: with R rows, row r is the points X[r + R·i].
/// </summary>
/// <remarks>Holds only read-only tables, by address: who calls keeps this object alive. Memory comes from the caller.</remarks>
internal abstract unsafe class LaneFft<T>(int length, int rows) where T : unmanaged, ILanes<T>
{
    /// <summary>Above this prime factor, a convolution is cheaper than a butterfly of that many arms.</summary>
    private const int LargestRadix = 31;

    public int Length { get; } = length;

    public int Rows { get; } = rows;

    public int RowLength => Length / Rows;

    /// <summary>Doubles of memory that a transform needs.</summary>
    public abstract int WorkLength { get; }

    /// <summary>Everything up to the rows.</summary>
    public abstract void Begin<TPoints>(in TPoints points, double* work) where TPoints : struct, ILanePoints;

    /// <summary>Row r, points next to each other: in the work memory or in <paramref name="room"/> [RowLength points]. May be asked for again and in any order.</summary>
    public abstract double* Row(int row, double* work, double* room);

    public static LaneFft<T> Create(int length) => LargestPrime(length) <= LargestRadix ? new FourStepLaneFft<T>(length) : new BluesteinLaneFft<T>(length);

    private static int LargestPrime(int value)
    {
        int largest = 1;
        for (int prime = 2; value > 1; prime++)
        {
            if (prime * (long)prime > value) prime = value;
            for (; value % prime == 0; value /= prime) largest = prime;
        }
        return largest;
    }
}
