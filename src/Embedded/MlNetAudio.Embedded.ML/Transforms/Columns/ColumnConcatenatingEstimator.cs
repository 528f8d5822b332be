using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Joins columns into one vector.</summary>
public sealed class ColumnConcatenatingEstimator : IEstimator<ColumnConcatenatingTransformer>
{
    private readonly IHostEnvironment _env;
    private readonly string _output;
    private readonly string[] _inputs;

    internal ColumnConcatenatingEstimator(IHostEnvironment env, string outputColumnName, params string[] inputColumnNames)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        if (inputColumnNames is null || inputColumnNames.Length == 0 || inputColumnNames.Any(string.IsNullOrEmpty))
            throw new ArgumentOutOfRangeException(nameof(inputColumnNames), $"Concatenate to '{outputColumnName}' needs at least one input column, and none of them empty.");
        _env = env;
        _output = outputColumnName;
        _inputs = [.. inputColumnNames];
    }

    public ColumnConcatenatingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var transformer = new ColumnConcatenatingTransformer(_env, _output, _inputs);
        transformer.GetOutputSchema(input.Schema);
        return transformer;
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        SchemaShape.Column[] columns = [.. _inputs.Select(name => inputSchema.Find(name))];
        SchemaShape.Column first = columns[0];
        foreach (SchemaShape.Column column in columns)
        {
            if (column.IsKey) throw new InvalidOperationException($"Column '{column.Name}' is key. Concatenation of keys is unsupported.");
            if (!column.ItemType.Equals(first.ItemType))
                throw new InvalidOperationException($"Concatenated columns should have the same type. Column '{column.Name}' has type of {column.ItemType}, but expected column type is {first.ItemType}.");
        }

        var annotations = new List<SchemaShape.Column>();
        if (columns.Any(column => column.Kind == SchemaShape.Column.VectorKind.Scalar || column.Annotations.TryFindColumn(AnnotationKinds.SlotNames, out _)))
            annotations.Add(new(AnnotationKinds.SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, false));
        if (columns.All(column => column.Annotations.TryFindColumn(AnnotationKinds.IsNormalized, out _)))
            annotations.Add(new(AnnotationKinds.IsNormalized, SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance, false));
        bool variable = columns.Any(column => column.Kind == SchemaShape.Column.VectorKind.VariableVector);
        return inputSchema.With(new SchemaShape.Column(
            _output, variable ? SchemaShape.Column.VectorKind.VariableVector : SchemaShape.Column.VectorKind.Vector, first.ItemType, first.IsKey, new(annotations)));
    }
}
