using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Two classes: trainers, calibrators, evaluation.</summary>
public sealed class BinaryClassificationCatalog : TrainCatalogBase
{
    internal BinaryClassificationCatalog(IHostEnvironment env) : base(env, nameof(BinaryClassificationCatalog))
    {
        Trainers = new(this);
        Calibrators = new(this);
    }

    public BinaryClassificationTrainers Trainers { get; }

    public CalibratorsCatalog Calibrators { get; }

    /// <summary>Metrics of a scored view with probabilities. Rows without a finite score or a label are left out, with a warning.</summary>
    /// <param name="labelColumnName">Column Boolean; a Single or Double is positive above 0.</param>
    /// <param name="predictedLabelColumnName">Must exist, as on the official stack, but its values do not count: a score above 0 is positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, or one class has no rows.</exception>
    public CalibratedBinaryClassificationMetrics Evaluate(
        IDataView data, string labelColumnName = "Label", string scoreColumnName = "Score", string probabilityColumnName = "Probability",
        string predictedLabelColumnName = "PredictedLabel")
    {
        ArgumentException.ThrowIfNullOrEmpty(probabilityColumnName);
        return new(BinaryScoreReader.Read(Environment, data, labelColumnName, scoreColumnName, probabilityColumnName, predictedLabelColumnName));
    }

    /// <summary>Metrics that need no probabilities; otherwise as <see cref="Evaluate"/>.</summary>
    /// <inheritdoc cref="Evaluate"/>
    public BinaryClassificationMetrics EvaluateNonCalibrated(
        IDataView data, string labelColumnName = "Label", string scoreColumnName = "Score", string predictedLabelColumnName = "PredictedLabel") =>
        new(BinaryScoreReader.Read(Environment, data, labelColumnName, scoreColumnName, probabilityColumn: null, predictedLabelColumnName));

    /// <summary>
    /// Fits the estimator to all folds but one and evaluates it on that one, for each in turn; rows of equal <paramref name="samplingKeyColumnName"/> share a fold.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A fold holds one class only.</exception>
    public IReadOnlyList<CrossValidationResult<BinaryClassificationMetrics>> CrossValidateNonCalibrated(
        IDataView data, IEstimator<ITransformer> estimator, int numberOfFolds = 5, string labelColumnName = "Label", string samplingKeyColumnName = null, int? seed = null) =>
        CrossValidate(data, estimator, numberOfFolds, samplingKeyColumnName, seed, scored => EvaluateNonCalibrated(scored, labelColumnName));

    /// <inheritdoc cref="CrossValidateNonCalibrated"/>
    public IReadOnlyList<CrossValidationResult<CalibratedBinaryClassificationMetrics>> CrossValidate(
        IDataView data, IEstimator<ITransformer> estimator, int numberOfFolds = 5, string labelColumnName = "Label", string samplingKeyColumnName = null, int? seed = null) =>
        CrossValidate(data, estimator, numberOfFolds, samplingKeyColumnName, seed, scored => Evaluate(scored, labelColumnName));

    /// <summary>The same model, whose PredictedLabel is true above another score.</summary>
    public BinaryPredictionTransformer<TModel> ChangeModelThreshold<TModel>(BinaryPredictionTransformer<TModel> model, float threshold) where TModel : class
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.WithThreshold(threshold);
    }

    /// <summary>Trainers are extension methods on this.</summary>
    public sealed class BinaryClassificationTrainers : CatalogInstantiatorBase
    {
        internal BinaryClassificationTrainers(BinaryClassificationCatalog catalog) : base(catalog)
        {
        }
    }

    public sealed class CalibratorsCatalog : CatalogInstantiatorBase
    {
        internal CalibratorsCatalog(BinaryClassificationCatalog catalog) : base(catalog)
        {
        }

        /// <summary>Cuts the range of the scores into 200 equal bins; the probability is the share of positive rows in the bin.</summary>
        public NaiveCalibratorEstimator Naive(string labelColumnName = "Label", string scoreColumnName = "Score") => new(Environment, labelColumnName, scoreColumnName);

        /// <summary>Fits the rising steps that come nearest to the labels; between steps the probability is interpolated.</summary>
        public IsotonicCalibratorEstimator Isotonic(string labelColumnName = "Label", string scoreColumnName = "Score", string exampleWeightColumnName = null) =>
            new(Environment, labelColumnName, scoreColumnName, exampleWeightColumnName);

        /// <summary>Fits a sigmoid to scores and labels and adds its Probability. Fit it on rows that the model was not trained on.</summary>
        public PlattCalibratorEstimator Platt(string labelColumnName = "Label", string scoreColumnName = "Score", string exampleWeightColumnName = null) =>
            new(Environment, labelColumnName, scoreColumnName, exampleWeightColumnName);

        /// <summary>Adds Probability = 1 / (1 + exp(slope·score + offset)).</summary>
        public FixedPlattCalibratorEstimator Platt(double slope, double offset, string scoreColumnName = "Score") => new(Environment, slope, offset, scoreColumnName);
    }
}
