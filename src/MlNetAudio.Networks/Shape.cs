using System.Globalization;

namespace MlNetAudio.Networks;

/// <summary>The axes of one example, without the batch axis, in memory order (row-major): [1, 128, 251].</summary>
public sealed class Shape : IEquatable<Shape>
{
    private readonly int[] _dimensions;

    private Shape(int[] dimensions) => _dimensions = dimensions;

    /// <exception cref="ShapeException">A dimension is not positive.</exception>
    public static Shape Of(params ReadOnlySpan<int> dimensions)
    {
        foreach (int dimension in dimensions)
            if (dimension <= 0) throw new ShapeException($"Every dimension of a shape must be positive, got [{string.Join(", ", dimensions.ToArray())}].");
        return new(dimensions.ToArray());
    }

    public int Rank => _dimensions.Length;

    public int this[int axis] => _dimensions[axis];

    public int this[Index axis] => _dimensions[axis];

    public ReadOnlySpan<int> Dimensions => _dimensions;

    /// <summary>Number of values of one example: the product of all axes.</summary>
    public int Count => checked(_dimensions.Aggregate(1, (product, dimension) => checked(product * dimension)));

    public bool Equals(Shape? other) => other is not null && _dimensions.AsSpan().SequenceEqual(other._dimensions);

    public override bool Equals(object? obj) => Equals(obj as Shape);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (int dimension in _dimensions) hash.Add(dimension);
        return hash.ToHashCode();
    }

    public override string ToString() => $"[{string.Join(", ", _dimensions.Select(dimension => dimension.ToString(CultureInfo.InvariantCulture)))}]";
}
