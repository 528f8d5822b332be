using System.Globalization;

namespace Microsoft.ML.Data;

/// <summary>A category as an unsigned integer: 0 is missing, 1..<see cref="Count"/> are the values.</summary>
public sealed class KeyDataViewType : PrimitiveDataViewType
{
    /// <param name="type">byte, ushort, uint or ulong.</param>
    /// <param name="count">How many values there are, at least 1 and within <paramref name="type"/>.</param>
    /// <exception cref="ArgumentException">The type is another one, or the count does not fit.</exception>
    public KeyDataViewType(Type type, ulong count) : base(type)
    {
        if (!IsValidDataType(type)) throw new ArgumentException($"A key must be of type byte, ushort, uint or ulong, got {type}.", nameof(type));
        if (count == 0 || count > Maximum(type))
            throw new ArgumentOutOfRangeException(nameof(count), $"A key of type {type.Name} has 1 to {Maximum(type)} values, got {count}.");
        Count = count;
    }

    public KeyDataViewType(Type type, int count) : this(type, (ulong)Math.Max(count, 0))
    {
    }

    public ulong Count { get; }

    public static bool IsValidDataType(Type type) => type == typeof(byte) || type == typeof(ushort) || type == typeof(uint) || type == typeof(ulong);

    public override bool Equals(DataViewType other) => other is KeyDataViewType key && key.RawType == RawType && key.Count == Count;

    public override bool Equals(object other) => other is DataViewType type && Equals(type);

    public override int GetHashCode() => HashCode.Combine(RawType, Count);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Key<{RawType.Name}, 0-{Count - 1}>");

    private static ulong Maximum(Type type) =>
        type == typeof(byte) ? byte.MaxValue : type == typeof(ushort) ? ushort.MaxValue : type == typeof(uint) ? uint.MaxValue : ulong.MaxValue;
}
