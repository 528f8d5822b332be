using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Microsoft.ML;

/// <summary>The linear trainers.</summary>
public static class StandardTrainersCatalog
{
    /// <summary>Logistic regression on columns of type Boolean and Vector&lt;Single&gt;; adds PredictedLabel, Score and Probability.</summary>
    /// <param name="exampleWeightColumnName">Column Single, or null.</param>
    /// <param name="l1Regularization">λ in λ·Σ |w|, against the loss summed over the rows.</param>
    /// <param name="l2Regularization">λ in λ/2·Σ w².</param>
    /// <param name="optimizationTolerance">Largest component of the gradient of the mean loss at the end.</param>
    public static LbfgsLogisticRegressionBinaryTrainer LbfgsLogisticRegression(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, string labelColumnName = "Label", string featureColumnName = "Features",
        string exampleWeightColumnName = null, float l1Regularization = 1f, float l2Regularization = 1f, float optimizationTolerance = 1e-7f, int historySize = 20,
        bool enforceNonNegativity = false) =>
        catalog.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName,
            L1Regularization = l1Regularization,
            L2Regularization = l2Regularization,
            OptimizationTolerance = optimizationTolerance,
            HistorySize = historySize,
            EnforceNonNegativity = enforceNonNegativity,
        });

    /// <inheritdoc cref="LbfgsLogisticRegression(BinaryClassificationCatalog.BinaryClassificationTrainers, string, string, string, float, float, float, int, bool)"/>
    public static LbfgsLogisticRegressionBinaryTrainer LbfgsLogisticRegression(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, LbfgsLogisticRegressionBinaryTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        return new(catalog.Environment, options);
    }

    /// <summary>Logistic regression by dual coordinate ascent on columns of type Boolean and Vector&lt;Single&gt;; adds PredictedLabel, Score and Probability.</summary>
    /// <param name="exampleWeightColumnName">Column Single, or null.</param>
    /// <param name="l2Regularization">λ in λ/2·(Σ w² + bias²) beside the mean loss; null for 20 / (rows · half the passes), 1e-3 at least.</param>
    /// <param name="l1Regularization">The soft threshold L1/L2; null for 0, from 100 features on more.</param>
    /// <param name="maximumNumberOfIterations">Passes over the rows at most; null for as many as look at 1.5 million rows, but 3 at least.</param>
    public static SdcaLogisticRegressionBinaryTrainer SdcaLogisticRegression(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, string labelColumnName = "Label", string featureColumnName = "Features",
        string exampleWeightColumnName = null, float? l2Regularization = null, float? l1Regularization = null, int? maximumNumberOfIterations = null) =>
        catalog.SdcaLogisticRegression(new SdcaLogisticRegressionBinaryTrainer.Options
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName,
            L2Regularization = l2Regularization,
            L1Regularization = l1Regularization,
            MaximumNumberOfIterations = maximumNumberOfIterations,
        });

    /// <inheritdoc cref="SdcaLogisticRegression(BinaryClassificationCatalog.BinaryClassificationTrainers, string, string, string, float?, float?, int?)"/>
    public static SdcaLogisticRegressionBinaryTrainer SdcaLogisticRegression(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, SdcaLogisticRegressionBinaryTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        return new(catalog.Environment, options);
    }

    /// <summary>A linear classifier of two classes by dual coordinate ascent; adds PredictedLabel and Score, no probability.</summary>
    /// <param name="lossFunction">A <see cref="LogLoss"/> by default.</param>
    /// <inheritdoc cref="SdcaLogisticRegression(BinaryClassificationCatalog.BinaryClassificationTrainers, string, string, string, float?, float?, int?)"/>
    public static SdcaNonCalibratedBinaryTrainer SdcaNonCalibrated(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, string labelColumnName = "Label", string featureColumnName = "Features",
        string exampleWeightColumnName = null, ISupportSdcaClassificationLoss lossFunction = null, float? l2Regularization = null, float? l1Regularization = null,
        int? maximumNumberOfIterations = null) =>
        catalog.SdcaNonCalibrated(new SdcaNonCalibratedBinaryTrainer.Options
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName,
            LossFunction = lossFunction ?? new LogLoss(),
            L2Regularization = l2Regularization,
            L1Regularization = l1Regularization,
            MaximumNumberOfIterations = maximumNumberOfIterations,
        });

    /// <inheritdoc cref="SdcaNonCalibrated(BinaryClassificationCatalog.BinaryClassificationTrainers, string, string, string, ISupportSdcaClassificationLoss, float?, float?, int?)"/>
    public static SdcaNonCalibratedBinaryTrainer SdcaNonCalibrated(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, SdcaNonCalibratedBinaryTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        return new(catalog.Environment, options);
    }

    /// <summary>Softmax regression on columns of type Key of UInt32 and Vector&lt;Single&gt;; adds PredictedLabel and Score, whose slots are probabilities.</summary>
    /// <inheritdoc cref="LbfgsLogisticRegression(BinaryClassificationCatalog.BinaryClassificationTrainers, string, string, string, float, float, float, int, bool)"/>
    public static LbfgsMaximumEntropyMulticlassTrainer LbfgsMaximumEntropy(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, string labelColumnName = "Label", string featureColumnName = "Features",
        string exampleWeightColumnName = null, float l1Regularization = 1f, float l2Regularization = 1f, float optimizationTolerance = 1e-7f, int historySize = 20,
        bool enforceNonNegativity = false) =>
        catalog.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName,
            L1Regularization = l1Regularization,
            L2Regularization = l2Regularization,
            OptimizationTolerance = optimizationTolerance,
            HistorySize = historySize,
            EnforceNonNegativity = enforceNonNegativity,
        });

    /// <inheritdoc cref="LbfgsMaximumEntropy(MulticlassClassificationCatalog.MulticlassClassificationTrainers, string, string, string, float, float, float, int, bool)"/>
    public static LbfgsMaximumEntropyMulticlassTrainer LbfgsMaximumEntropy(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, LbfgsMaximumEntropyMulticlassTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        return new(catalog.Environment, options);
    }

    /// <summary>Softmax regression by dual coordinate ascent on columns of type Key of UInt32 and Vector&lt;Single&gt;; adds PredictedLabel and Score, whose slots are probabilities.</summary>
    /// <inheritdoc cref="SdcaLogisticRegression(BinaryClassificationCatalog.BinaryClassificationTrainers, string, string, string, float?, float?, int?)"/>
    public static SdcaMaximumEntropyMulticlassTrainer SdcaMaximumEntropy(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, string labelColumnName = "Label", string featureColumnName = "Features",
        string exampleWeightColumnName = null, float? l2Regularization = null, float? l1Regularization = null, int? maximumNumberOfIterations = null) =>
        catalog.SdcaMaximumEntropy(new SdcaMaximumEntropyMulticlassTrainer.Options
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName,
            L2Regularization = l2Regularization,
            L1Regularization = l1Regularization,
            MaximumNumberOfIterations = maximumNumberOfIterations,
        });

    /// <inheritdoc cref="SdcaMaximumEntropy(MulticlassClassificationCatalog.MulticlassClassificationTrainers, string, string, string, float?, float?, int?)"/>
    public static SdcaMaximumEntropyMulticlassTrainer SdcaMaximumEntropy(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, SdcaMaximumEntropyMulticlassTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        return new(catalog.Environment, options);
    }

    /// <summary>A classifier of two classes for each class, which tells it from all others; adds PredictedLabel and Score.</summary>
    /// <param name="binaryEstimator">Its label column must have the name given here; it is given Boolean labels.</param>
    /// <param name="labelColumnName">Column Key of UInt32.</param>
    /// <param name="imputeMissingLabelsAsNegative">Whether rows without a label count as another class; else they are left out.</param>
    /// <param name="calibrator">Makes probabilities of the scores of models that have none; Platt's by default, fitted to the training rows.</param>
    /// <param name="useProbabilities">Compare probabilities (scaled to sum to 1) rather than raw scores.</param>
    public static OneVersusAllTrainer OneVersusAll<TModel>(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, ITrainerEstimator<BinaryPredictionTransformer<TModel>, TModel> binaryEstimator,
        string labelColumnName = "Label", bool imputeMissingLabelsAsNegative = false, IEstimator<ISingleFeaturePredictionTransformer<ICalibrator>> calibrator = null,
        int maximumCalibrationExampleCount = 1000000000, bool useProbabilities = true) where TModel : class
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new(catalog.Environment, binaryEstimator, labelColumnName, imputeMissingLabelsAsNegative, calibrator, maximumCalibrationExampleCount, useProbabilities);
    }

    /// <summary>The averaged perceptron on columns of type Boolean and Vector&lt;Single&gt;; adds PredictedLabel and Score, no probability.</summary>
    /// <param name="lossFunction">A <see cref="HingeLoss"/> by default.</param>
    /// <param name="decreaseLearningRate">Divides the learning rate by the square root of the steps made.</param>
    /// <param name="l2Regularization">λ: each step shrinks the weights by λ times the learning rate.</param>
    public static AveragedPerceptronTrainer AveragedPerceptron(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, string labelColumnName = "Label", string featureColumnName = "Features",
        IClassificationLoss lossFunction = null, float learningRate = 1f, bool decreaseLearningRate = false, float l2Regularization = 0f, int numberOfIterations = 10) =>
        catalog.AveragedPerceptron(new AveragedPerceptronTrainer.Options
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            LossFunction = lossFunction ?? new HingeLoss(),
            LearningRate = learningRate,
            DecreaseLearningRate = decreaseLearningRate,
            L2Regularization = l2Regularization,
            NumberOfIterations = numberOfIterations,
        });

    /// <inheritdoc cref="AveragedPerceptron(BinaryClassificationCatalog.BinaryClassificationTrainers, string, string, IClassificationLoss, float, bool, float, int)"/>
    public static AveragedPerceptronTrainer AveragedPerceptron(this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, AveragedPerceptronTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        return new(catalog.Environment, options);
    }
}
