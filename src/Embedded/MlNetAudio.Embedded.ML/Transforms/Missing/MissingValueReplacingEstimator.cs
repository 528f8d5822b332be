using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Learns what to put where numbers are missing (NaN).</summary>
public sealed class MissingValueReplacingEstimator : IEstimator<MissingValueReplacingTransformer>
{
    private readonly IHostEnvironment _env;
    private readonly (string outputColumnName, string inputColumnName)[] _columns;
    private readonly ReplacementMode _mode;
    private readonly bool _bySlot;

    internal MissingValueReplacingEstimator(IHostEnvironment env, InputOutputColumnPair[] columns, ReplacementMode mode, bool bySlot)
    {
        ArgumentNullException.ThrowIfNull(columns);
        _env = env;
        _columns = [.. columns.Select(column => (column.OutputColumnName, column.InputColumnName))];
        (_mode, _bySlot) = (mode, bySlot);
    }

    /// <summary>What takes the place of a missing value; all but the first over the values that are there.</summary>
    public enum ReplacementMode
    {
        /// <summary>0.</summary>
        DefaultValue = 0,
        Mean = 1,
        Minimum = 2,
        Maximum = 3,

        /// <summary>The most frequent value, the first seen of equals.</summary>
        Mode = 4,
    }

    public MissingValueReplacingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        GetOutputSchema(SchemaShape.Create(input.Schema));
        return new(_env, _columns, [.. _columns.Select(pair => Replacements.Fit(input, input.Schema[pair.inputColumnName], _mode, _bySlot))]);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With([.. _columns.Select(pair =>
        {
            var column = inputSchema.Find(pair.inputColumnName);
            if (!column.ItemType.Equals(NumberDataViewType.Single) && !column.ItemType.Equals(NumberDataViewType.Double))
                throw SchemaMismatch.Type(nameof(inputSchema), "input", column.Name, "vector or scalar of Single or Double", column.GetTypeString());
            var kept = column.Annotations.Where(annotation => annotation.Name is AnnotationKinds.SlotNames or AnnotationKinds.IsNormalized);
            return new SchemaShape.Column(pair.outputColumnName, column.Kind, column.ItemType, false, new(kept));
        })]);
    }
}
