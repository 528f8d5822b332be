using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>The same column under another name, annotations included.</summary>
public sealed class ColumnCopyingTransformer : OneToOneTransformerBase
{
    internal ColumnCopyingTransformer(IHostEnvironment env, params (string outputColumnName, string inputColumnName)[] columns) : base(env, columns)
    {
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new CopyingMapper(schema, ColumnPairs);
}
