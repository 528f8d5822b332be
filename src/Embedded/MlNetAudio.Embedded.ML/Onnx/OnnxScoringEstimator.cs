using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>An ONNX model as a step; the model is loaded when this is made, and there is nothing to fit.</summary>
public sealed class OnnxScoringEstimator : TrivialEstimator<OnnxTransformer>
{
    internal OnnxScoringEstimator(IHostEnvironment env, OnnxTransformer transformer) : base(env, transformer)
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        foreach (OnnxTensor input in Transformer.Model.Inputs)
        {
            SchemaShape.Column column = inputSchema.Find(input.Name);
            if (column.Kind == SchemaShape.Column.VectorKind.VariableVector)
                throw new ArgumentException($"Variable length input columns not supported (column '{input.Name}'): give its size with [VectorType(n)] or a SchemaDefinition.", nameof(inputSchema));
            if (!column.ItemType.Equals(input.ItemType))
                throw SchemaMismatch.Type(nameof(inputSchema), "input", input.Name, input.ItemType.ToString(), column.ItemType.ToString());
        }
        return inputSchema.With([.. Transformer.Model.Outputs.Select(output => SchemaShape.Column.Of(output.ColumnName, output.ColumnType))]);
    }
}
