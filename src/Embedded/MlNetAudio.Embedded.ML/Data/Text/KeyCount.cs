namespace Microsoft.ML.Data;

/// <summary>Makes a column of a text file a key: values 0 to <see cref="Count"/> − 1 in the file.</summary>
public sealed class KeyCount
{
    /// <summary>All the values of the type.</summary>
    public KeyCount()
    {
    }

    public KeyCount(ulong count) => Count = count > 0 ? count : throw new ArgumentOutOfRangeException(nameof(count), "A key must have at least one value.");

    /// <summary>Null for all the values of the type.</summary>
    public ulong? Count { get; set; }
}
