using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Joins columns into one vector; row by row.</summary>
public sealed class ColumnConcatenatingTransformer : RowToRowTransformerBase
{
    internal ColumnConcatenatingTransformer(IHostEnvironment env, string outputColumnName, string[] inputColumnNames) : base(env)
    {
        Output = outputColumnName;
        Inputs = inputColumnNames;
    }

    internal string Output { get; }

    internal string[] Inputs { get; }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new ConcatenatingMapper(schema, Output, Inputs);
}
