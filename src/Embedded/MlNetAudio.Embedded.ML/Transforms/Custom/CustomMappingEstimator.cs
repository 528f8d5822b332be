using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>A function from object to object as a step; there is nothing to fit.</summary>
public sealed class CustomMappingEstimator<TSrc, TDst> : TrivialEstimator<CustomMappingTransformer<TSrc, TDst>>
    where TSrc : class, new()
    where TDst : class, new()
{
    internal CustomMappingEstimator(
        IHostEnvironment env, Action<TSrc, TDst> mapAction, string contractName, SchemaDefinition inputSchemaDefinition = null, SchemaDefinition outputSchemaDefinition = null)
        : base(env, new(env, mapAction, contractName, inputSchemaDefinition, outputSchemaDefinition))
    {
    }

    /// <summary>The input's columns plus those of <typeparamref name="TDst"/>; refuses an input without the columns of <typeparamref name="TSrc"/>.</summary>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        foreach (RowMember member in Transformer.Source.Members)
        {
            SchemaShape.Column wanted = SchemaShape.Column.Of(member.ColumnName, member.ColumnType), found = inputSchema.Find(member.ColumnName);
            if (!wanted.ItemType.Equals(found.ItemType) || wanted.IsKey != found.IsKey || !Accepts(wanted.Kind, found.Kind))
                throw SchemaMismatch.Type(nameof(inputSchema), "input", member.ColumnName, member.ColumnType.ToString(), found.GetTypeString());
        }
        return inputSchema.With(SchemaShape.Create(Transformer.Destination.ToSchema()));
    }

    // An array of unknown size takes vectors of a known size too.
    private static bool Accepts(SchemaShape.Column.VectorKind wanted, SchemaShape.Column.VectorKind found) =>
        wanted == found || (wanted == SchemaShape.Column.VectorKind.VariableVector && found == SchemaShape.Column.VectorKind.Vector);
}
