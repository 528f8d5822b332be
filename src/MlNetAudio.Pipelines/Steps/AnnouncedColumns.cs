using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetAudio.Pipelines.Steps;

/// <summary>Says in a SchemaShape which columns will be there. A column of one cannot be made outside ML.NET, so a custom mapping with the same columns announces ours.</summary>
internal static class AnnouncedColumns
{
    /// <summary>The shape and a column of numbers, of any length or of a fixed one.</summary>
    public static SchemaShape Vector(SchemaShape input, string name, bool isFixed) => Of<VectorColumn>(input, definition =>
    {
        var column = definition[nameof(VectorColumn.Values)];   // the indexer goes by the column's name, which changes here
        column.ColumnName = name;
        column.ColumnType = isFixed ? new VectorDataViewType(NumberDataViewType.Single, 1) : new VectorDataViewType(NumberDataViewType.Single);
    });

    /// <summary>The shape and a column for every property of TColumns.</summary>
    public static SchemaShape Of<TColumns>(SchemaShape input, Action<SchemaDefinition> adjust) where TColumns : class, new()
    {
        var definition = SchemaDefinition.Create(typeof(TColumns));
        adjust(definition);
        return new MLContext(seed: 0).Transforms.CustomMapping<NoColumns, TColumns>((_, _) => { }, null, null, definition).GetOutputSchema(input);
    }

    private sealed class NoColumns;

    private sealed class VectorColumn
    {
        public float[] Values { get; set; } = [];
    }
}
