namespace Microsoft.ML.Data;

/// <summary>The type of a column: <see cref="RawType"/> is what a getter of that column delivers.</summary>
public abstract class DataViewType : IEquatable<DataViewType>
{
    private protected DataViewType(Type rawType) => RawType = rawType ?? throw new ArgumentNullException(nameof(rawType));

    /// <summary>The .NET type of one value, e.g. <c>float</c>, <c>VBuffer&lt;float&gt;</c> or, for text, <c>ReadOnlyMemory&lt;char&gt;</c>.</summary>
    public Type RawType { get; }

    public abstract bool Equals(DataViewType other);

    /// <summary>Compares as <see cref="Equals(DataViewType)"/> does; types that carry a size override it together with the hash.</summary>
    public override bool Equals(object obj) => obj is DataViewType other && Equals(other);

    public override int GetHashCode() => RawType.GetHashCode();
}
