namespace Microsoft.ML.Data;

/// <summary>
/// A member of an unsigned integer type that holds a key. Objects count from 0 (count and above: missing), columns from 1 (0: missing), so the value that
/// comes back from a data view is one more than the value that went in.
/// </summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, AllowMultiple = false, Inherited = true)]
public sealed class KeyTypeAttribute : Attribute
{
    public KeyTypeAttribute()
    {
    }

    public KeyTypeAttribute(ulong count) => Count = count;

    /// <summary>Null when all the values of the member type are meant.</summary>
    internal ulong? Count { get; }
}
