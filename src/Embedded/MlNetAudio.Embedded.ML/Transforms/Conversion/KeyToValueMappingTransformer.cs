using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Values for keys; NaN, empty text or zero for the missing key.</summary>
public sealed class KeyToValueMappingTransformer : OneToOneTransformerBase
{
    internal KeyToValueMappingTransformer(IHostEnvironment env, (string outputColumnName, string inputColumnName)[] columns) : base(env, columns)
    {
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new KeyToValueMapper(schema, ColumnPairs);
}
