using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Adds PredictedLabel (Boolean: score above the threshold), Score (Single) and, for calibrated models, Probability (Single).</summary>
public sealed class BinaryPredictionTransformer<TModel> : SingleFeaturePredictionTransformerBase<TModel>, IBinaryPrediction where TModel : class
{
    internal BinaryPredictionTransformer(IHostEnvironment env, TModel model, DataViewSchema inputSchema, string featureColumn, float threshold = 0f)
        : base(env, model, inputSchema, featureColumn) => Threshold = threshold;

    internal float Threshold { get; }

    float IBinaryPrediction.Threshold => Threshold;

    IScorer IBinaryPrediction.Scorer => (IScorer)Model;

    internal BinaryPredictionTransformer<TModel> WithThreshold(float threshold) =>
        threshold == Threshold ? this : new(Environment, Model, TrainSchema, FeatureColumnName, threshold);

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) =>
        new BinaryScoreMapper(schema, (IScorer)Model, FeatureColumnName, FeatureColumnType, Threshold);
}
