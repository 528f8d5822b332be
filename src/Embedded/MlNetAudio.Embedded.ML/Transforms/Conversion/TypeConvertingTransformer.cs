using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Columns as columns of another type, slot by slot.</summary>
public sealed class TypeConvertingTransformer : OneToOneTransformerBase
{
    internal TypeConvertingTransformer(IHostEnvironment env, (string outputColumnName, string inputColumnName)[] columns, DataKind outputKind) : base(env, columns) =>
        OutputKind = outputKind;

    internal DataKind OutputKind { get; }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new TypeConvertingMapper(schema, ColumnPairs, DataKinds.TypeOf(OutputKind));
}
