using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Adds PredictedLabel (a key with the label's values: the class of the highest score) and Score (Vector&lt;Single&gt;, a slot a class, named as the classes).</summary>
public sealed class MulticlassPredictionTransformer<TModel> : SingleFeaturePredictionTransformerBase<TModel>, IMulticlassPrediction where TModel : class
{
    internal MulticlassPredictionTransformer(IHostEnvironment env, TModel model, DataViewSchema inputSchema, string featureColumn, string labelColumn)
        : this(env, model, inputSchema, featureColumn, ClassNames.Of(inputSchema, labelColumn, ((IClassScorer)model).ClassCount))
    {
    }

    internal MulticlassPredictionTransformer(IHostEnvironment env, TModel model, DataViewSchema inputSchema, string featureColumn, ClassNames classes)
        : base(env, model, inputSchema, featureColumn) => Classes = classes;

    internal ClassNames Classes { get; }

    ClassNames IMulticlassPrediction.Classes => Classes;

    IClassScorer IMulticlassPrediction.Scorer => (IClassScorer)Model;

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new MulticlassScoreMapper(schema, (IClassScorer)Model, FeatureColumnName, FeatureColumnType, Classes);
}
