namespace Microsoft.ML.Data;

/// <summary>The writable spans of a buffer under construction; <see cref="Commit"/> makes the buffer.</summary>
public readonly ref struct VBufferEditor<T>
{
    private readonly int _logicalLength;
    private readonly T[] _values;
    private readonly int[] _indices;

    public readonly Span<T> Values;

    /// <summary>Empty when every item is stored and no indices were asked for.</summary>
    public readonly Span<int> Indices;

    internal VBufferEditor(int logicalLength, int physicalValuesCount, T[] values, int[] indices, bool requireIndicesOnDense, bool createdNewValues, bool createdNewIndices)
    {
        _logicalLength = logicalLength;
        _values = values;
        _indices = indices;
        Values = values.AsSpan(0, physicalValuesCount);
        Indices = physicalValuesCount < logicalLength || requireIndicesOnDense ? indices.AsSpan(0, physicalValuesCount) : default;
        CreatedNewValues = createdNewValues;
        CreatedNewIndices = createdNewIndices;
    }

    public bool CreatedNewValues { get; }

    public bool CreatedNewIndices { get; }

    public VBuffer<T> Commit() => new(_logicalLength, Values.Length, _values, _indices);

    /// <summary>Commits only the first <paramref name="physicalValuesCount"/> stored items; needs indices when that makes the vector sparse.</summary>
    public VBuffer<T> CommitTruncated(int physicalValuesCount) => new(_logicalLength, physicalValuesCount, _values, _indices);
}
