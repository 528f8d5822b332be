using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Scales each vector by its own size.</summary>
public sealed class LpNormNormalizingTransformer : OneToOneTransformerBase
{
    internal LpNormNormalizingTransformer(IHostEnvironment env, (string outputColumnName, string inputColumnName)[] columns, RowNorm norm) : base(env, columns) => Norm = norm;

    internal RowNorm Norm { get; }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new RowNormMapper(schema, ColumnPairs, Norm);
}
