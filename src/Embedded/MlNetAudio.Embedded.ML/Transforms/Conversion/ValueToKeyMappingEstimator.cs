using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Learns the values of columns and gives each a key.</summary>
public sealed class ValueToKeyMappingEstimator : IEstimator<ValueToKeyMappingTransformer>
{
    private readonly IHostEnvironment _env;
    private readonly (string outputColumnName, string inputColumnName)[] _columns;
    private readonly int _maximum;
    private readonly KeyOrdinality _order;
    private readonly bool _asText;
    private readonly IDataView _keyData;

    internal ValueToKeyMappingEstimator(IHostEnvironment env, InputOutputColumnPair[] columns, int maximum, KeyOrdinality order, bool asText, IDataView keyData)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maximum, "maximumNumberOfKeys");
        if (keyData is not null && keyData.Schema.Count != 1)
            throw new ArgumentOutOfRangeException(nameof(keyData), $"keyData must have one column, got {keyData.Schema.Count}.");
        _env = env;
        _columns = [.. columns.Select(column => (column.OutputColumnName, column.InputColumnName))];
        (_maximum, _order, _asText, _keyData) = (maximum, order, asText, keyData);
    }

    /// <summary>Which value gets key 1.</summary>
    public enum KeyOrdinality
    {
        /// <summary>That of the first row.</summary>
        ByOccurrence = 0,

        /// <summary>The lowest; texts by their code units.</summary>
        ByValue = 1,
    }

    public ValueToKeyMappingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new(_env, _columns, [.. _columns.Select(pair =>
        {
            var column = SchemaMismatch.Find(input.Schema, pair.inputColumnName);
            if (_keyData is null) return Terms.Collect(input, column, _maximum, _order == KeyOrdinality.ByValue);
            var terms = Terms.Collect(_keyData, _keyData.Schema[0], _maximum, _order == KeyOrdinality.ByValue);
            return ColumnTypes.ItemOf(column.Type).Equals(terms.ItemType)
                ? terms
                : throw SchemaMismatch.Type(nameof(input), "input", column.Name, terms.ItemType.ToString(), column.Type.ToString());
        })], _asText);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With([.. _columns.Select(pair =>
        {
            var column = inputSchema.Find(pair.inputColumnName);
            DataViewType valueType = _asText ? TextDataViewType.Instance : column.ItemType;
            var annotations = new SchemaShape(column.Annotations.Where(annotation => annotation.Name == AnnotationKinds.SlotNames))
                .With(new SchemaShape.Column(AnnotationKinds.KeyValues, SchemaShape.Column.VectorKind.Vector, valueType, false));
            return new SchemaShape.Column(pair.outputColumnName, column.Kind, NumberDataViewType.UInt32, true, annotations);
        })]);
    }
}
