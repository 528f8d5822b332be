using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Joins columns into one vector; row by row.</summary>
public sealed class ColumnConcatenatingTransformer : RowToRowTransformerBase
{
    private readonly string _output;
    private readonly string[] _inputs;

    internal ColumnConcatenatingTransformer(IHostEnvironment env, string outputColumnName, string[] inputColumnNames) : base(env)
    {
        _output = outputColumnName;
        _inputs = inputColumnNames;
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new ConcatenatingMapper(schema, _output, _inputs);
}
