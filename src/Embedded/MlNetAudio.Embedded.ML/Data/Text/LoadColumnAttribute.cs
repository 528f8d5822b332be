namespace Microsoft.ML.Data;

/// <summary>Which fields of a line a member is read from, counted from 0.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, AllowMultiple = false, Inherited = true)]
public sealed class LoadColumnAttribute : Attribute
{
    public LoadColumnAttribute(int fieldIndex) => Sources = [new(fieldIndex)];

    /// <param name="end">Included.</param>
    public LoadColumnAttribute(int start, int end) => Sources = [new(start, end)];

    public LoadColumnAttribute(int[] columnIndexes) =>
        Sources = [.. (columnIndexes ?? throw new ArgumentNullException(nameof(columnIndexes))).Select(index => new TextLoader.Range(index))];

    internal TextLoader.Range[] Sources { get; }
}
