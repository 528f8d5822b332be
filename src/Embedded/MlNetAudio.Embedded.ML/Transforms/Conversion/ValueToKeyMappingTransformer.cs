using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Keys of UInt32 for known values, the missing key for all others.</summary>
public sealed class ValueToKeyMappingTransformer : OneToOneTransformerBase
{
    internal ValueToKeyMappingTransformer(IHostEnvironment env, (string outputColumnName, string inputColumnName)[] columns, TermMap[] terms, bool asText) : base(env, columns) =>
        (TermsOfColumns, AnnotatesAsText) = (terms, asText);

    internal TermMap[] TermsOfColumns { get; }

    internal bool AnnotatesAsText { get; }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new ValueToKeyMapper(schema, ColumnPairs, TermsOfColumns, AnnotatesAsText);
}
