using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>The columns of a row class, as its attributes or a <see cref="SchemaDefinition"/> say; a copy, so later changes of the definition do not matter.</summary>
internal sealed class RowClass
{
    private RowClass(IReadOnlyList<RowMember> members) => Members = members;

    public IReadOnlyList<RowMember> Members { get; }

    /// <exception cref="ArgumentException">A column of the definition does not fit the member it names.</exception>
    public static RowClass Of<TRow>(SchemaDefinition definition, SchemaDefinition.Direction direction)
    {
        definition ??= SchemaDefinition.Create(typeof(TRow), direction);
        return new([.. definition.Select(column => Bind(typeof(TRow), column))]);
    }

    /// <summary>The class seen through a schema: members named as its visible columns take the schema's types (hence sizes) and annotations.</summary>
    public static SchemaDefinition DefinitionFor<TRow>(DataViewSchema schema, SchemaDefinition.Direction direction)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var definition = SchemaDefinition.Create(typeof(TRow), direction);
        foreach (SchemaDefinition.Column column in definition)
        {
            if (schema.GetColumnOrNull(column.ColumnName) is not { } known) continue;
            column.ColumnType = known.Type;
            column.TakeAnnotations(known.Annotations);
        }
        return definition;
    }

    public DataViewSchema ToSchema()
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(Members.Select(member => member.ToColumn()));
        return builder.ToSchema();
    }

    private static RowMember Bind(Type type, SchemaDefinition.Column column)
    {
        MemberInfo member = (MemberInfo)type.GetField(column.MemberName) ?? type.GetProperty(column.MemberName)
            ?? throw new ArgumentException($"No field or property with name '{column.MemberName}' found in type '{type.FullName}'.");
        DataViewType columnType = column.ColumnType ?? MemberTypes.ColumnTypeOf(type, member);
        if (!MemberTypes.CanHold(MemberTypes.TypeOf(member), columnType))
            throw new ArgumentOutOfRangeException(nameof(column), $"Column '{column.ColumnName}' of type {columnType} does not fit the type {MemberTypes.TypeOf(member)} of '{column.MemberName}' in {type}.");
        return new(member, column.ColumnName, columnType, column.Annotations);
    }
}
