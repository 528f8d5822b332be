using System.Globalization;

namespace Microsoft.ML.Data;

/// <summary>128 bits that name a row the same way in every pass over the same data.</summary>
public readonly struct DataViewRowId : IComparable<DataViewRowId>, IEquatable<DataViewRowId>
{
    public readonly ulong Low;
    public readonly ulong High;

    public DataViewRowId(ulong low, ulong high)
    {
        Low = low;
        High = high;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{High:x16}{Low:x16}");

    public int CompareTo(DataViewRowId other) => High != other.High ? High.CompareTo(other.High) : Low.CompareTo(other.Low);

    public bool Equals(DataViewRowId other) => Low == other.Low && High == other.High;

    public override bool Equals(object obj) => obj is DataViewRowId other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Low, High);

    /// <summary>An id for a row derived from this one, other than <see cref="Next"/>.</summary>
    public DataViewRowId Fork() => Combine(new(1, 0));

    /// <summary>An id for a second row derived from this one.</summary>
    public DataViewRowId Next() => Combine(new(2, 0));

    /// <summary>An id for the pair; the order matters.</summary>
    public DataViewRowId Combine(DataViewRowId other)
    {
        ulong low = BitMixer.Mix(Low ^ BitMixer.Mix(other.Low + 0x9E3779B97F4A7C15));
        ulong high = BitMixer.Mix(High ^ BitMixer.Mix(other.High + low));
        return new(low, high);
    }
}
