namespace Microsoft.ML.Data;

/// <summary>Opens a <see cref="VBuffer{T}"/> for writing, reusing its arrays where they are large enough.</summary>
public static class VBufferEditor
{
    /// <summary>An editor over the buffer as it is.</summary>
    public static VBufferEditor<T> CreateFromBuffer<T>(ref VBuffer<T> destination) =>
        new(destination.Length, destination.GetValues().Length, destination.ValuesArray ?? [], destination.IndicesArray, !destination.IsDense, false, false);

    /// <summary>An editor for <paramref name="newLogicalLength"/> items of which <paramref name="valuesCount"/> (all by default) are stored.</summary>
    /// <param name="maxValuesCapacity">How many values the buffer may ever store; bounds the growth of its arrays.</param>
    /// <param name="keepOldOnResize">Keep the present values when an array has to grow; otherwise they are lost.</param>
    /// <param name="requireIndicesOnDense">Provide indices even when every item is stored.</param>
    public static VBufferEditor<T> Create<T>(
        ref VBuffer<T> destination, int newLogicalLength, int? valuesCount = null, int? maxValuesCapacity = null,
        bool keepOldOnResize = false, bool requireIndicesOnDense = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(newLogicalLength);
        int count = valuesCount ?? newLogicalLength;
        if (count < 0 || count > newLogicalLength) throw new ArgumentOutOfRangeException(nameof(valuesCount), $"valuesCount must be 0 to {newLogicalLength}, got {count}.");

        T[] values = WithCapacity(destination.ValuesArray, count, maxValuesCapacity, keepOldOnResize, out bool newValues);
        int[] indices = destination.IndicesArray;
        bool newIndices = false;
        if (count < newLogicalLength || requireIndicesOnDense) indices = WithCapacity(indices, count, maxValuesCapacity, keepOldOnResize, out newIndices);
        return new(newLogicalLength, count, values, indices, requireIndicesOnDense, newValues, newIndices);
    }

    private static TItem[] WithCapacity<TItem>(TItem[] array, int count, int? maximum, bool keep, out bool created)
    {
        created = array is null || array.Length < count;
        if (!created) return array;
        int capacity = array is null || maximum is null ? count : Math.Max(count, Math.Min(maximum.Value, 2 * array.Length));
        var grown = new TItem[capacity];
        if (keep) array?.CopyTo(grown, 0);
        return grown;
    }
}
