using Microsoft.ML.Runtime;
using Microsoft.ML.Training;

namespace Microsoft.ML.Trainers;

/// <summary>A linear trainer that works row by row in the dual problem (stochastic dual coordinate ascent).</summary>
public abstract class SdcaTrainerBase<TOptions, TTransformer, TModel> : TrainerEstimatorBase<TTransformer, TModel>
    where TOptions : SdcaTrainerBase<TOptions, TTransformer, TModel>.OptionsBase
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private protected SdcaTrainerBase(IHostEnvironment env, TOptions options, SchemaShape.Column labelColumn)
        : base(env, options.FeatureColumnName, labelColumn, options.ExampleWeightColumnName)
    {
        CheckThat(options.L2Regularization is null or >= 0, nameof(options.L2Regularization), "non-negative");
        CheckThat(options.L1Regularization is null or >= 0, nameof(options.L1Regularization), "non-negative");
        CheckThat(options.ConvergenceTolerance is > 0 and <= 1, nameof(options.ConvergenceTolerance), "above 0 and at most 1");
        CheckThat(options.MaximumNumberOfIterations is null or > 0, nameof(options.MaximumNumberOfIterations), "positive");
        CheckThat(options.NumberOfThreads is null or > 0, nameof(options.NumberOfThreads), "positive");
        TrainerOptions = options;
    }

    private protected TOptions TrainerOptions { get; }

    private protected SdcaSettings Settings(double positiveWeight) => new(
        TrainerOptions.L2Regularization, TrainerOptions.L1Regularization, TrainerOptions.ConvergenceTolerance, TrainerOptions.MaximumNumberOfIterations,
        TrainerOptions.Shuffle, TrainerOptions.ConvergenceCheckFrequency, positiveWeight, Environment.SeedOr(null));

    private protected static void CheckThat(bool holds, string option, string demand)
    {
        if (!holds) throw new ArgumentOutOfRangeException(option, $"{option} must be {demand}.");
    }

    /// <summary>Regularisation stands beside the mean loss.</summary>
    public abstract class OptionsBase : TrainerInputBaseWithWeight
    {
        private protected OptionsBase()
        {
        }

        /// <summary>λ in λ/2·(Σ w² + bias²), at least 1e-6; null for 20 / (rows · half the passes), 1e-3 at least.</summary>
        public float? L2Regularization;

        /// <summary>The soft threshold L1/L2, so that λ·L1Regularization·Σ |w| stands beside the loss; null for 0, from 100 features on 0.25, from 1,000 on 0.5, from 10,000 on 1.</summary>
        public float? L1Regularization;

        /// <summary>Accepted for compatibility: one thread does the work, and the result never depends on it.</summary>
        public int? NumberOfThreads;

        /// <summary>Training ends when the duality gap is no more than this part of the objective.</summary>
        public float ConvergenceTolerance = 0.1f;

        /// <summary>Passes over the rows at most; null for as many as look at 1.5 million rows, but 3 at least.</summary>
        public int? MaximumNumberOfIterations;

        /// <summary>Whether each pass goes in another order, from the seed of the MLContext.</summary>
        public bool Shuffle = true;

        /// <summary>Passes between looks at the duality gap; null for 1, 0 or less for never.</summary>
        public int? ConvergenceCheckFrequency;
    }
}
