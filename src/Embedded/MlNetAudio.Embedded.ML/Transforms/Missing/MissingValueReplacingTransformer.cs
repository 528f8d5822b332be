using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Puts learnt values where numbers are missing (NaN).</summary>
public sealed class MissingValueReplacingTransformer : OneToOneTransformerBase
{
    /// <param name="replacements">For each column one value, or one a slot.</param>
    internal MissingValueReplacingTransformer(IHostEnvironment env, (string outputColumnName, string inputColumnName)[] columns, double[][] replacements) : base(env, columns) =>
        Replacements = replacements;

    internal double[][] Replacements { get; }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new MissingValueMapper(schema, ColumnPairs, Replacements);
}
