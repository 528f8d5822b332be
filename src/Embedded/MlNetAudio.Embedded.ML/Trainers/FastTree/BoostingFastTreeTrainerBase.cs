using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>A trainer that grows trees one after another, each on the errors of those before it.</summary>
public abstract class BoostingFastTreeTrainerBase<TOptions, TTransformer, TModel> : TrainerEstimatorBase<TTransformer, TModel>
    where TOptions : BoostedTreeOptions, new()
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private protected BoostingFastTreeTrainerBase(IHostEnvironment env, TOptions options, SchemaShape.Column labelColumn)
        : base(env, options.FeatureColumnName, labelColumn, options.ExampleWeightColumnName) => TrainerOptions = options;

    private protected TOptions TrainerOptions { get; }
}
