using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>A trainer that grows trees independently of each other, each on a bag of the rows.</summary>
public abstract class RandomForestTrainerBase<TOptions, TTransformer, TModel> : TrainerEstimatorBase<TTransformer, TModel>
    where TOptions : FastForestOptionsBase, new()
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private protected RandomForestTrainerBase(IHostEnvironment env, TOptions options, SchemaShape.Column labelColumn)
        : base(env, options.FeatureColumnName, labelColumn, options.ExampleWeightColumnName) => TrainerOptions = options;

    private protected TOptions TrainerOptions { get; }
}
