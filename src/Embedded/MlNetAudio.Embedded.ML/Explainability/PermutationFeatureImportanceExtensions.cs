using System.Collections.Immutable;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>How much each feature matters to a model: the change of every metric when the feature's values are shuffled among the rows.</summary>
public static class PermutationFeatureImportanceExtensions
{
    /// <summary>For each slot of the features; a metric that falls (a negative mean) tells that the feature helped.</summary>
    /// <param name="data">Rows with the feature column: what the steps before the predictor make of the raw data.</param>
    /// <param name="useFeatureWeightFilter">Leave out slots that the model ignores.</param>
    /// <param name="numberOfExamplesToUse">Rows at most; null for all.</param>
    /// <param name="permutationCount">Shuffles of each slot.</param>
    public static ImmutableArray<BinaryClassificationMetricsStatistics> PermutationFeatureImportance<TModel>(
        this BinaryClassificationCatalog catalog, ISingleFeaturePredictionTransformer<TModel> predictionTransformer, IDataView data, string labelColumnName = "Label",
        bool useFeatureWeightFilter = false, int? numberOfExamplesToUse = null, int permutationCount = 1) where TModel : class =>
        [.. Measure(catalog, predictionTransformer, data, labelColumnName, useFeatureWeightFilter, numberOfExamplesToUse, permutationCount)];

    /// <summary>The same by the names of the slots, for the predictor at the end of a model.</summary>
    /// <exception cref="InvalidOperationException">The feature column has no slot names; Concatenate gives them.</exception>
    /// <inheritdoc cref="PermutationFeatureImportance{TModel}(BinaryClassificationCatalog, ISingleFeaturePredictionTransformer{TModel}, IDataView, string, bool, int?, int)"/>
    public static ImmutableDictionary<string, BinaryClassificationMetricsStatistics> PermutationFeatureImportanceNonCalibrated(
        this BinaryClassificationCatalog catalog, ITransformer model, IDataView data, string labelColumnName = "Label", bool useFeatureWeightFilter = false,
        int? numberOfExamplesToUse = null, int permutationCount = 1)
    {
        var predictor = PermutationImportance.Predictor(model);
        return ByName(predictor, data, Measure(catalog, predictor, data, labelColumnName, useFeatureWeightFilter, numberOfExamplesToUse, permutationCount));
    }

    /// <inheritdoc cref="PermutationFeatureImportance{TModel}(BinaryClassificationCatalog, ISingleFeaturePredictionTransformer{TModel}, IDataView, string, bool, int?, int)"/>
    public static ImmutableArray<MulticlassClassificationMetricsStatistics> PermutationFeatureImportance<TModel>(
        this MulticlassClassificationCatalog catalog, ISingleFeaturePredictionTransformer<TModel> predictionTransformer, IDataView data, string labelColumnName = "Label",
        bool useFeatureWeightFilter = false, int? numberOfExamplesToUse = null, int permutationCount = 1) where TModel : class =>
        [.. Measure(catalog, predictionTransformer, data, labelColumnName, useFeatureWeightFilter, numberOfExamplesToUse, permutationCount)];

    /// <inheritdoc cref="PermutationFeatureImportanceNonCalibrated"/>
    public static ImmutableDictionary<string, MulticlassClassificationMetricsStatistics> PermutationFeatureImportance(
        this MulticlassClassificationCatalog catalog, ITransformer model, IDataView data, string labelColumnName = "Label", bool useFeatureWeightFilter = false,
        int? numberOfExamplesToUse = null, int permutationCount = 1)
    {
        var predictor = PermutationImportance.Predictor(model);
        return ByName(predictor, data, Measure(catalog, predictor, data, labelColumnName, useFeatureWeightFilter, numberOfExamplesToUse, permutationCount));
    }

    private static IEnumerable<BinaryClassificationMetricsStatistics> Measure(
        BinaryClassificationCatalog catalog, ISingleFeaturePredictionTransformer<object> model, IDataView data, string label, bool skipsUnused, int? rows, int permutations)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model, "predictionTransformer");
        var (baseline, permuted) = PermutationImportance.Measure(
            catalog.Environment, model, data, label, skipsUnused, rows, permutations, scored => catalog.EvaluateNonCalibrated(scored, label));
        return permuted.Select(changes => new BinaryClassificationMetricsStatistics(changes, baseline));
    }

    private static IEnumerable<MulticlassClassificationMetricsStatistics> Measure(
        MulticlassClassificationCatalog catalog, ISingleFeaturePredictionTransformer<object> model, IDataView data, string label, bool skipsUnused, int? rows, int permutations)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model, "predictionTransformer");
        var (baseline, permuted) = PermutationImportance.Measure(
            catalog.Environment, model, data, label, skipsUnused, rows, permutations, scored => catalog.Evaluate(scored, label));
        return permuted.Select(changes => new MulticlassClassificationMetricsStatistics(changes, baseline));
    }

    private static ImmutableDictionary<string, T> ByName<T>(ISingleFeaturePredictionTransformer<object> model, IDataView data, IEnumerable<T> statistics) =>
        PermutationImportance.SlotNames(model, data).Zip(statistics).ToImmutableDictionary(pair => pair.First, pair => pair.Second);
}
