using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>A linear trainer that looks at one row after another and returns the mean of its weights.</summary>
public abstract class AveragedLinearTrainer<TTransformer, TModel> : TrainerEstimatorBase<TTransformer, TModel>
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private protected AveragedLinearTrainer(IHostEnvironment env, AveragedLinearOptions options, SchemaShape.Column labelColumn)
        : base(env, options.FeatureColumnName, labelColumn, weightColumnName: null)
    {
        CheckThat(options.LearningRate > 0, nameof(options.LearningRate));
        CheckThat(options.NumberOfIterations > 0, nameof(options.NumberOfIterations));
        if (!(options.L2Regularization is >= 0 and < 0.5f))
            throw new ArgumentOutOfRangeException(nameof(options), $"L2Regularization must be in 0 to 0.5, got {options.L2Regularization}.");

        static void CheckThat(bool isPositive, string option)
        {
            if (!isPositive) throw new ArgumentOutOfRangeException(option, $"{option} must be positive.");
        }
    }
}
