using System.Collections;
using System.Globalization;

namespace Microsoft.ML.Data;

/// <summary>
/// The value of a vector column: <see cref="Length"/> items, all of them stored (dense) or only those at <see cref="GetIndices"/> (sparse, the others are default).
/// </summary>
/// <remarks>
/// A getter fills the buffer it is handed and may write into the arrays that buffer already owns. Hence: never hand out arrays that somebody else
/// keeps, and copy what must outlive the next call. Change a buffer with <see cref="VBufferEditor"/>.
/// </remarks>
public readonly struct VBuffer<T> : IEnumerable
{
    private readonly int _count;
    private readonly T[] _values;
    private readonly int[] _indices;

    /// <summary>The logical length, counting the items that are not stored.</summary>
    public readonly int Length;

    /// <summary>A dense vector of the first <paramref name="length"/> values; <paramref name="indices"/> is only kept for reuse.</summary>
    public VBuffer(int length, T[] values, int[] indices = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if ((values?.Length ?? 0) < length) throw new ArgumentOutOfRangeException(nameof(values), $"A dense vector of {length} items needs as many values, got {values?.Length ?? 0}.");
        Length = length;
        _count = length;
        _values = values;
        _indices = indices;
    }

    /// <summary>A vector with <paramref name="count"/> stored items; dense when that is <paramref name="length"/>, else <paramref name="indices"/> rise strictly.</summary>
    public VBuffer(int length, int count, T[] values, int[] indices)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (count < 0 || count > length) throw new ArgumentOutOfRangeException(nameof(count), $"count must be 0 to {length}, got {count}.");
        if ((values?.Length ?? 0) < count) throw new ArgumentOutOfRangeException(nameof(values), $"{count} stored items need as many values, got {values?.Length ?? 0}.");
        if (count < length && (indices?.Length ?? 0) < count) throw new ArgumentOutOfRangeException(nameof(indices), $"{count} stored items need as many indices, got {indices?.Length ?? 0}.");
        Length = length;
        _count = count;
        _values = values;
        _indices = indices;
    }

    /// <summary>Every item is stored, so <see cref="GetValues"/> is the whole vector.</summary>
    public bool IsDense => _count == Length;

    internal T[] ValuesArray => _values;

    internal int[] IndicesArray => _indices;

    /// <summary>The stored items.</summary>
    public ReadOnlySpan<T> GetValues() => _values.AsSpan(0, _count);

    /// <summary>Where the stored items belong; empty when dense.</summary>
    public ReadOnlySpan<int> GetIndices() => IsDense ? default : _indices.AsSpan(0, _count);

    public void CopyToDense(ref VBuffer<T> destination)
    {
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, Length);
        CopyTo(editor.Values);
        destination = editor.Commit();
    }

    public void CopyTo(ref VBuffer<T> destination)
    {
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, Length, _count);
        GetValues().CopyTo(editor.Values);
        if (!IsDense) GetIndices().CopyTo(editor.Indices);
        destination = editor.Commit();
    }

    /// <summary>Copies the items <paramref name="sourceIndex"/> .. sourceIndex + <paramref name="length"/> − 1.</summary>
    public void CopyTo(ref VBuffer<T> destination, int sourceIndex, int length)
    {
        if (sourceIndex < 0 || sourceIndex > Length) throw new ArgumentOutOfRangeException(nameof(sourceIndex), $"sourceIndex must be 0 to {Length}, got {sourceIndex}.");
        if (length < 0 || length > Length - sourceIndex) throw new ArgumentOutOfRangeException(nameof(length), $"length must be 0 to {Length - sourceIndex}, got {length}.");
        int first = IsDense ? sourceIndex : FirstStoredAt(sourceIndex);
        int count = (IsDense ? sourceIndex + length : FirstStoredAt(sourceIndex + length)) - first;

        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, length, count);
        GetValues().Slice(first, count).CopyTo(editor.Values);
        if (!IsDense && count < length)
            for (int i = 0; i < count; i++) editor.Indices[i] = _indices[first + i] - sourceIndex;
        destination = editor.Commit();
    }

    public void CopyTo(Span<T> destination) => CopyTo(destination, 0);

    /// <summary>Writes all <see cref="Length"/> items; those not stored become <paramref name="defaultValue"/>.</summary>
    public void CopyTo(Span<T> destination, int destinationIndex, T defaultValue = default)
    {
        if (destinationIndex < 0 || destinationIndex > destination.Length - Length)
            throw new ArgumentOutOfRangeException(nameof(destination), $"{Length} items do not fit at {destinationIndex} into {destination.Length}.");
        Span<T> target = destination.Slice(destinationIndex, Length);
        if (IsDense)
        {
            GetValues().CopyTo(target);
            return;
        }
        target.Fill(defaultValue);
        for (int i = 0; i < _count; i++) target[_indices[i]] = _values[i];
    }

    public static void Copy(T[] source, int sourceIndex, ref VBuffer<T> destination, int length)
    {
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, length);
        source.AsSpan(sourceIndex, length).CopyTo(editor.Values);
        destination = editor.Commit();
    }

    /// <summary>Index and value of the stored items, or with <paramref name="all"/> of every item.</summary>
    public IEnumerable<KeyValuePair<int, T>> Items(bool all = false)
    {
        if (all || IsDense) return DenseValues().Select((value, index) => KeyValuePair.Create(index, value));
        (T[] values, int[] indices) = (_values, _indices);
        return Enumerable.Range(0, _count).Select(i => KeyValuePair.Create(indices[i], values[i]));
    }

    public IEnumerable<T> DenseValues()
    {
        int stored = 0;
        for (int i = 0; i < Length; i++)
            if (IsDense) yield return _values[i];
            else yield return stored < _count && _indices[stored] == i ? _values[stored++] : default;
    }

    public void GetItemOrDefault(int index, ref T destination) => destination = GetItemOrDefault(index);

    public T GetItemOrDefault(int index)
    {
        if (index < 0 || index >= Length) throw new ArgumentOutOfRangeException(nameof(index), $"index must be 0 to {Length - 1}, got {index}.");
        if (IsDense) return _values[index];
        int stored = FirstStoredAt(index);
        return stored < _count && _indices[stored] == index ? _values[stored] : default;
    }

    public override string ToString() => IsDense
        ? string.Create(CultureInfo.InvariantCulture, $"Dense vector of size {Length}")
        : string.Create(CultureInfo.InvariantCulture, $"Sparse vector of size {Length}, {_count} explicit values");

    public IEnumerator GetEnumerator() => DenseValues().GetEnumerator();

    private int FirstStoredAt(int index)
    {
        int position = Array.BinarySearch(_indices, 0, _count, index);
        return position < 0 ? ~position : position;
    }
}
