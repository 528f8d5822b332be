using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Several classes, as keys: trainers, evaluation.</summary>
public sealed class MulticlassClassificationCatalog : TrainCatalogBase
{
    internal MulticlassClassificationCatalog(IHostEnvironment env) : base(env, nameof(MulticlassClassificationCatalog)) => Trainers = new(this);

    public MulticlassClassificationTrainers Trainers { get; }

    /// <summary>Metrics of a scored view. Rows without a label or with a score that is not a number are left out, with a warning.</summary>
    /// <param name="labelColumnName">Column Key of UInt32.</param>
    /// <param name="scoreColumnName">Column Vector&lt;Single&gt;, a slot a class; the log loss takes the scores as probabilities.</param>
    /// <param name="predictedLabelColumnName">Must exist, as on the official stack, but its values do not count: the highest score says the class.</param>
    /// <param name="topKPredictionCount">How many of the highest scores may hold the true class in <see cref="MulticlassClassificationMetrics.TopKAccuracy"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    public MulticlassClassificationMetrics Evaluate(
        IDataView data, string labelColumnName = "Label", string scoreColumnName = "Score", string predictedLabelColumnName = "PredictedLabel", int topKPredictionCount = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(topKPredictionCount);
        return new(MulticlassScoreReader.Read(Environment, data, labelColumnName, scoreColumnName, predictedLabelColumnName), topKPredictionCount);
    }

    /// <summary>
    /// Fits the estimator to all folds but one and evaluates it on that one, for each in turn; rows of equal <paramref name="samplingKeyColumnName"/> share a fold.
    /// </summary>
    public IReadOnlyList<CrossValidationResult<MulticlassClassificationMetrics>> CrossValidate(
        IDataView data, IEstimator<ITransformer> estimator, int numberOfFolds = 5, string labelColumnName = "Label", string samplingKeyColumnName = null, int? seed = null) =>
        CrossValidate(data, estimator, numberOfFolds, samplingKeyColumnName, seed, scored => Evaluate(scored, labelColumnName));

    /// <summary>Trainers are extension methods on this.</summary>
    public sealed class MulticlassClassificationTrainers : CatalogInstantiatorBase
    {
        internal MulticlassClassificationTrainers(MulticlassClassificationCatalog catalog) : base(catalog)
        {
        }
    }
}
