using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Learns in one pass how columns are to be scaled.</summary>
public sealed class NormalizingEstimator : IEstimator<NormalizingTransformer>
{
    private readonly IHostEnvironment _env;
    private readonly (string outputColumnName, string inputColumnName)[] _columns;
    private readonly ScalingRule _rule;

    internal NormalizingEstimator(IHostEnvironment env, InputOutputColumnPair[] columns, ScalingRule rule)
    {
        if (columns is null || columns.Length == 0) throw new ArgumentException("There must be at least one column to normalise.", nameof(columns));
        _env = env;
        _columns = [.. columns.Select(column => (column.OutputColumnName, column.InputColumnName))];
        _rule = rule;
    }

    public NormalizingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        DataViewSchema.Column[] columns = [.. _columns.Select(column => Find(input.Schema, column.inputColumnName))];
        INormalizerFitting[] fittings = [.. columns.Select(column => NormalizerFitting.Create(column.Type, _rule))];
        long rows = 0;
        using (DataViewRowCursor cursor = input.GetRowCursor(columns.DistinctBy(column => column.Index)))
        {
            Action[] add = [.. fittings.Zip(columns, (fitting, column) => fitting.Adder(cursor, column))];
            for (; rows < _rule.MaximumExampleCount && cursor.MoveNext(); rows++)
                foreach (Action action in add) action();
        }
        _env.Info(nameof(NormalizingEstimator), $"Fitted {_rule.Kind} of {string.Join(", ", _columns.Select(column => column.inputColumnName))} on {rows} rows.");
        return new(_env, _columns, [.. fittings.Select(fitting => fitting.Finish())]);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With([.. _columns.Select(pair =>
        {
            SchemaShape.Column column = inputSchema.Find(pair.inputColumnName);
            if (column.Kind == SchemaShape.Column.VectorKind.VariableVector)
                throw SchemaMismatch.Type(nameof(inputSchema), "input", column.Name, "known-size vector or scalar", column.GetTypeString());
            if (!column.ItemType.Equals(NumberDataViewType.Single) && !column.ItemType.Equals(NumberDataViewType.Double))
                throw SchemaMismatch.Type(nameof(inputSchema), "input", column.Name, "vector or scalar of Single or Double", column.GetTypeString());
            var annotations = new SchemaShape(column.Annotations.Where(annotation => annotation.Name == AnnotationKinds.SlotNames))
                .With(new SchemaShape.Column(AnnotationKinds.IsNormalized, SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance, false));
            return new SchemaShape.Column(pair.outputColumnName, column.Kind, column.ItemType, false, annotations);
        })]);
    }

    private static DataViewSchema.Column Find(DataViewSchema schema, string name)
    {
        DataViewSchema.Column column = SchemaMismatch.Find(schema, name);
        DataViewType item = ColumnTypes.ItemOf(column.Type);
        bool isSized = column.Type is not VectorDataViewType vector || vector.IsKnownSize;
        return isSized && (item.Equals(NumberDataViewType.Single) || item.Equals(NumberDataViewType.Double))
            ? column
            : throw new ArgumentOutOfRangeException(nameof(schema), $"Wrong column type for input column. Expected: Single, Double, Vector of Single or Vector of Double. Got: {column.Type}. (Column '{name}'.)");
    }
}
