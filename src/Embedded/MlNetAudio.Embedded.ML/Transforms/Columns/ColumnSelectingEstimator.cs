using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Keeps some columns, or drops some.</summary>
public sealed class ColumnSelectingEstimator : TrivialEstimator<ColumnSelectingTransformer>
{
    private readonly ColumnSelection _selection;

    private ColumnSelectingEstimator(IHostEnvironment env, ColumnSelection selection) : base(env, new(selection)) => _selection = selection;

    internal static ColumnSelectingEstimator Keep(IHostEnvironment env, string[] columnNames, bool keepHidden) => new(env, new(columnNames, Drops: false, keepHidden));

    internal static ColumnSelectingEstimator Drop(IHostEnvironment env, string[] columnNames) => new(env, new(columnNames, Drops: true, KeepsHidden: false));

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        SchemaShape.Column[] named = [.. _selection.Names.Select(name => inputSchema.Find(name))];
        return new(_selection.Drops ? inputSchema.Where(column => !_selection.Names.Contains(column.Name)) : named);
    }
}
