using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>A learning task: its trainers, its evaluation.</summary>
public abstract class TrainCatalogBase
{
    private protected TrainCatalogBase(IHostEnvironment env, string registrationName)
    {
        Environment = env ?? throw new ArgumentNullException(nameof(env));
        RegistrationName = registrationName;
    }

    internal IHostEnvironment Environment { get; }

    internal string RegistrationName { get; }

    private protected IReadOnlyList<CrossValidationResult<T>> CrossValidate<T>(
        IDataView data, IEstimator<ITransformer> estimator, int numberOfFolds, string samplingKeyColumnName, int? seed, Func<IDataView, T> evaluate) where T : class
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(estimator);
        var results = new List<CrossValidationResult<T>>();
        foreach (var fold in new DataOperationsCatalog(Environment).CrossValidationSplit(data, numberOfFolds, samplingKeyColumnName, seed))
        {
            var model = estimator.Fit(fold.TrainSet);
            var scored = model.Transform(fold.TestSet);
            results.Add(new(model, evaluate(scored), scored, results.Count));
        }
        return results;
    }

    /// <summary>One fold: the model that did not see it, and how that did on it.</summary>
    public sealed class CrossValidationResult<T> where T : class
    {
        public readonly T Metrics;

        public readonly ITransformer Model;

        public readonly IDataView ScoredHoldOutSet;

        /// <summary>From 0.</summary>
        public readonly int Fold;

        internal CrossValidationResult(ITransformer model, T metrics, IDataView scores, int fold) =>
            (Model, Metrics, ScoredHoldOutSet, Fold) = (model, metrics, scores, fold);
    }

    /// <summary>A part of a catalog that components hang on as extension methods.</summary>
    public abstract class CatalogInstantiatorBase
    {
        private protected CatalogInstantiatorBase(TrainCatalogBase catalog) => Environment = catalog.Environment;

        internal IHostEnvironment Environment { get; }
    }
}
