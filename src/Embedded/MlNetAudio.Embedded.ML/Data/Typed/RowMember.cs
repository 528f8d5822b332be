using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>One member of a row class as a column.</summary>
internal sealed record RowMember(MemberInfo Member, string ColumnName, DataViewType ColumnType, DataViewSchema.Annotations Annotations)
{
    public Type MemberType => MemberTypes.TypeOf(Member);

    public DataViewSchema.DetachedColumn ToColumn() => new(ColumnName, ColumnType, Annotations);
}
