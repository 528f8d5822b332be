using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed class PredictionEngineOptions
{
    /// <summary>Leave members of the prediction that have no column as they are; true by default.</summary>
    public bool IgnoreMissingColumns = true;

    /// <summary>How the members of the example stand for columns; by its attributes when null.</summary>
    public SchemaDefinition InputSchemaDefinition;

    /// <summary>How the members of the prediction stand for columns; by its attributes when null.</summary>
    public SchemaDefinition OutputSchemaDefinition;

    /// <summary>Dispose the transformer with the engine; true by default.</summary>
    public bool OwnsTransformer = true;
}
