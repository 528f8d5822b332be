using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Keys back to the values that their column is annotated with.</summary>
public sealed class KeyToValueMappingEstimator : TrivialEstimator<KeyToValueMappingTransformer>
{
    private readonly InputOutputColumnPair[] _columns;

    internal KeyToValueMappingEstimator(IHostEnvironment env, InputOutputColumnPair[] columns)
        : base(env, new(env, [.. columns.Select(column => (column.OutputColumnName, column.InputColumnName))])) => _columns = columns;

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With([.. _columns.Select(pair =>
        {
            var column = inputSchema.Find(pair.InputColumnName);
            if (!column.IsKey) throw SchemaMismatch.Type(nameof(inputSchema), "input", column.Name, "KeyType", column.GetTypeString());
            if (!column.Annotations.TryFindColumn(AnnotationKinds.KeyValues, out var values))
                throw new ArgumentOutOfRangeException(nameof(inputSchema), $"Input column '{column.Name}' doesn't contain key values annotation");
            return new SchemaShape.Column(pair.OutputColumnName, column.Kind, values.ItemType, false,
                new(column.Annotations.Where(annotation => annotation.Name == AnnotationKinds.SlotNames)));
        })]);
    }
}
