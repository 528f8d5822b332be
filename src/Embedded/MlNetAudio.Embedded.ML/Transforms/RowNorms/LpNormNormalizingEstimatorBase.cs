using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Scales each vector by its own size; there is nothing to fit.</summary>
public abstract class LpNormNormalizingEstimatorBase : TrivialEstimator<LpNormNormalizingTransformer>
{
    private readonly string _output, _input;

    private protected LpNormNormalizingEstimatorBase(IHostEnvironment env, string output, string input, RowNorm norm)
        : base(env, new(env, [(output, input)], norm)) => (_output, _input) = (output, input);

    /// <summary>What the size of a vector x of n items is.</summary>
    public enum NormFunction
    {
        /// <summary>√Σ x²</summary>
        L2 = 0,

        /// <summary>√(Σ x² / n)</summary>
        StandardDeviation = 1,

        /// <summary>Σ |x|</summary>
        L1 = 2,

        /// <summary>max |x|</summary>
        Infinity = 3,
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var column = inputSchema.Find(_input);
        if (column.Kind == SchemaShape.Column.VectorKind.Scalar || !column.ItemType.Equals(NumberDataViewType.Single))
            throw SchemaMismatch.Type(nameof(inputSchema), "input", _input, "Vector<Single>", column.GetTypeString());
        return inputSchema.With(new SchemaShape.Column(_output, column.Kind, column.ItemType, false,
            new(column.Annotations.Where(annotation => annotation.Name == AnnotationKinds.SlotNames))));
    }
}
