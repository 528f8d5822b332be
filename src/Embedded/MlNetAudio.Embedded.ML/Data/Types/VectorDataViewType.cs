using System.Collections.Immutable;
using System.Text;

namespace Microsoft.ML.Data;

/// <summary>A vector of primitive items; values are <see cref="VBuffer{T}"/>. Several dimensions are row-major in one flat buffer.</summary>
public sealed class VectorDataViewType : StructuredDataViewType
{
    /// <param name="size">The length of every value, or 0 when it differs from row to row.</param>
    public VectorDataViewType(PrimitiveDataViewType itemType, int size = 0) : this(itemType, ImmutableArray.Create(size))
    {
    }

    /// <param name="dimensions">Row-major; a dimension of 0 is unknown and makes the size unknown.</param>
    public VectorDataViewType(PrimitiveDataViewType itemType, params int[] dimensions)
        : this(itemType, ImmutableArray.Create(dimensions ?? throw new ArgumentNullException(nameof(dimensions))))
    {
    }

    public VectorDataViewType(PrimitiveDataViewType itemType, ImmutableArray<int> dimensions) : base(BufferType(itemType))
    {
        if (dimensions.IsDefaultOrEmpty) throw new ArgumentOutOfRangeException(nameof(dimensions), "A vector needs at least one dimension.");
        if (dimensions.Any(dimension => dimension < 0))
            throw new ArgumentOutOfRangeException(nameof(dimensions), $"Dimensions of a vector must not be negative, got [{string.Join(", ", dimensions)}].");
        ItemType = itemType;
        Dimensions = dimensions;
        Size = dimensions.Aggregate(1, (product, dimension) => checked(product * dimension));
    }

    public ImmutableArray<int> Dimensions { get; }

    public bool IsKnownSize => Size > 0;

    public PrimitiveDataViewType ItemType { get; }

    /// <summary>The product of the dimensions; 0 when unknown.</summary>
    public int Size { get; }

    public override bool Equals(DataViewType other) =>
        other is VectorDataViewType vector && vector.ItemType.Equals(ItemType) && vector.Dimensions.SequenceEqual(Dimensions);

    public override bool Equals(object other) => other is DataViewType type && Equals(type);

    public override int GetHashCode() => HashCode.Combine(ItemType, Dimensions.Length, Size);

    public override string ToString()
    {
        var text = new StringBuilder("Vector<").Append(ItemType);
        if (IsKnownSize || Dimensions.Length > 1)
            foreach (int dimension in Dimensions) text.Append(", ").Append(dimension > 0 ? (object)dimension : "*");
        return text.Append('>').ToString();
    }

    private static Type BufferType(PrimitiveDataViewType itemType) =>
        typeof(VBuffer<>).MakeGenericType((itemType ?? throw new ArgumentNullException(nameof(itemType))).RawType);
}
