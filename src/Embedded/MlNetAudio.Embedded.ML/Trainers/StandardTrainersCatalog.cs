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
}
