using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Missing values.</summary>
public static class ExtensionsCatalog
{
    /// <summary>Other values in place of NaN.</summary>
    /// <param name="inputColumnName">Single, Double or a vector of them; the output's namesake by default.</param>
    /// <param name="imputeBySlot">Whether each slot of a vector has a replacement of its own.</param>
    public static MissingValueReplacingEstimator ReplaceMissingValues(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName = null,
        MissingValueReplacingEstimator.ReplacementMode replacementMode = MissingValueReplacingEstimator.ReplacementMode.DefaultValue, bool imputeBySlot = true) =>
        catalog.ReplaceMissingValues([new(outputColumnName, inputColumnName)], replacementMode, imputeBySlot);

    /// <inheritdoc cref="ReplaceMissingValues(TransformsCatalog, string, string, MissingValueReplacingEstimator.ReplacementMode, bool)"/>
    public static MissingValueReplacingEstimator ReplaceMissingValues(
        this TransformsCatalog catalog, InputOutputColumnPair[] columns,
        MissingValueReplacingEstimator.ReplacementMode replacementMode = MissingValueReplacingEstimator.ReplacementMode.DefaultValue, bool imputeBySlot = true) =>
        new(catalog.Environment, columns, replacementMode, imputeBySlot);
}
