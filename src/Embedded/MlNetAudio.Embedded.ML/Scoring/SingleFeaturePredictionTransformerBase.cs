using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A trained model that reads one column of features.</summary>
public abstract class SingleFeaturePredictionTransformerBase<TModel> : PredictionTransformerBase<TModel>, ISingleFeaturePredictionTransformer<TModel> where TModel : class
{
    private protected SingleFeaturePredictionTransformerBase(IHostEnvironment env, TModel model, DataViewSchema trainSchema, string featureColumn)
        : base(env, model, trainSchema)
    {
        FeatureColumnName = featureColumn;
        FeatureColumnType = SchemaMismatch.Find(trainSchema, featureColumn, "feature").Type;
    }

    public string FeatureColumnName { get; }

    /// <summary>The type in the training data, which scored data must have too.</summary>
    public DataViewType FeatureColumnType { get; }

    public sealed override DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return MakeRowMapper(inputSchema).OutputSchema;
    }
}
