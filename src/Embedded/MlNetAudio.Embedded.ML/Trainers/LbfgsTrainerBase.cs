using System.Globalization;
using Microsoft.ML.Runtime;
using Microsoft.ML.Training;

namespace Microsoft.ML.Trainers;

/// <summary>A linear trainer that minimises a convex loss with the limited-memory quasi-Newton method.</summary>
public abstract class LbfgsTrainerBase<TOptions, TTransformer, TModel> : TrainerEstimatorBase<TTransformer, TModel>
    where TOptions : LbfgsTrainerBase<TOptions, TTransformer, TModel>.OptionsBase, new()
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private protected LbfgsTrainerBase(IHostEnvironment env, TOptions options, SchemaShape.Column labelColumn)
        : base(env, options.FeatureColumnName, labelColumn, options.ExampleWeightColumnName)
    {
        CheckThat(options.L2Regularization >= 0, nameof(options.L2Regularization), "non-negative", options.L2Regularization);
        CheckThat(options.L1Regularization >= 0, nameof(options.L1Regularization), "non-negative", options.L1Regularization);
        CheckThat(options.OptimizationTolerance > 0, nameof(options.OptimizationTolerance), "positive", options.OptimizationTolerance);
        CheckThat(options.HistorySize > 0, nameof(options.HistorySize), "positive", options.HistorySize);
        CheckThat(options.MaximumNumberOfIterations > 0, nameof(options.MaximumNumberOfIterations), "positive", options.MaximumNumberOfIterations);
        TrainerOptions = options;
    }

    private protected TOptions TrainerOptions { get; }

    private static void CheckThat(bool holds, string option, string demand, double value)
    {
        if (!holds) throw new ArgumentOutOfRangeException(option, string.Create(CultureInfo.InvariantCulture, $"{option} must be {demand}, got {value}."));
    }

    /// <summary>The loss is the sum over the rows, so a regularisation of 1 weighs as much as one row.</summary>
    public abstract class OptionsBase : TrainerInputBaseWithWeight
    {
        private protected OptionsBase()
        {
        }

        /// <summary>λ in λ/2·Σ w²; the bias is free.</summary>
        public float L2Regularization = 1;

        /// <summary>λ in λ·Σ |w|, which makes weights exactly 0; the bias is free.</summary>
        public float L1Regularization = 1;

        /// <summary>Training ends when no component of the gradient of the mean loss is larger.</summary>
        public float OptimizationTolerance = 1e-7f;

        /// <summary>Steps that the quasi-Newton model remembers.</summary>
        public int HistorySize = 20;

        public int MaximumNumberOfIterations = int.MaxValue;

        /// <summary>Accepted for compatibility: one thread does the work, and the result never depends on it.</summary>
        public int? NumberOfThreads;

        /// <summary>Keeps the weights, not the bias, at 0 or above.</summary>
        public bool EnforceNonNegativity;

        internal LogisticRegressionSettings ToSettings() =>
            new(L1Regularization, L2Regularization, OptimizationTolerance, HistorySize, MaximumNumberOfIterations, EnforceNonNegativity);
    }
}
