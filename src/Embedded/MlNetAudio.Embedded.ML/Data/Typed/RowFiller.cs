namespace Microsoft.ML.Data;

/// <summary>Fills objects of a row class from a row as it moves.</summary>
internal sealed class RowFiller<TRow>
{
    private readonly Action<TRow>[] _setters;

    private RowFiller(Action<TRow>[] setters) => _setters = setters;

    /// <summary>The columns that the class wants.</summary>
    /// <param name="ignoreMissing">Leave members without a column as they are, instead of refusing.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing.</exception>
    /// <exception cref="InvalidOperationException">A column is of another type than its member.</exception>
    public static IReadOnlyList<DataViewSchema.Column> ColumnsFor(RowClass rowClass, DataViewSchema schema, bool ignoreMissing) =>
        [.. Pairs(rowClass, schema, ignoreMissing).Select(pair => pair.Column).DistinctBy(column => column.Index)];

    /// <inheritdoc cref="MemberSetter.Create"/>
    public static RowFiller<TRow> Create(RowClass rowClass, DataViewRow row, bool ignoreMissing, bool reuse) =>
        new([.. Pairs(rowClass, row.Schema, ignoreMissing).Select(pair => MemberSetter.Create<TRow>(pair.Member, row, pair.Column, reuse))]);

    public void Fill(TRow target)
    {
        foreach (Action<TRow> setter in _setters) setter(target);
    }

    private static IEnumerable<(RowMember Member, DataViewSchema.Column Column)> Pairs(RowClass rowClass, DataViewSchema schema, bool ignoreMissing)
    {
        foreach (RowMember member in rowClass.Members)
        {
            if (schema.GetColumnOrNull(member.ColumnName) is not { } column)
            {
                if (ignoreMissing) continue;
                throw new ArgumentOutOfRangeException(nameof(schema), $"Column '{member.ColumnName}' not found in the data view");
            }
            if (!MemberTypes.CanHold(member.MemberType, column.Type))
                throw new InvalidOperationException($"Can't bind the IDataView column '{column.Name}' of type '{column.Type}' to field or property '{member.Member.Name}' of type '{member.MemberType}'.");
            yield return (member, column);
        }
    }
}
