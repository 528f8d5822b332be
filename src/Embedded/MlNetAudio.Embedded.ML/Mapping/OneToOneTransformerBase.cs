using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A row-wise transformer that makes one column out of one column, for any number of pairs.</summary>
public abstract class OneToOneTransformerBase : RowToRowTransformerBase
{
    private protected OneToOneTransformerBase(IHostEnvironment env, params (string outputColumnName, string inputColumnName)[] columns) : base(env) =>
        ColumnPairs = columns;

    private protected (string outputColumnName, string inputColumnName)[] ColumnPairs { get; }

    internal IReadOnlyCollection<(string outputColumnName, string inputColumnName)> Pairs => ColumnPairs;
}
