using System.Collections;

namespace MlNetAudio.Networks.Layers;

/// <summary>Layers in order, equal to any other list of equal layers: records that hold one compare by value.</summary>
internal sealed class SpecList<T>(IEnumerable<T> items) : IReadOnlyList<T>
{
    private readonly T[] _items = [.. items];

    public int Count => _items.Length;

    public T this[int index] => _items[index];

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override bool Equals(object? obj) => obj is SpecList<T> other && _items.SequenceEqual(other._items);

    public override int GetHashCode() => _items.Aggregate(17, HashCode.Combine);

    public override string ToString() => $"[{string.Join(", ", _items)}]";
}
