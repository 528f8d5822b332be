using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Scaling of Single and Double columns and of vectors of known size, slot by slot, by what the training rows are like.</summary>
public static class NormalizationCatalog
{
    /// <summary>(x − mean) / standard deviation; with <paramref name="fixZero"/> x / √(mean² + variance), which leaves 0 at 0. Population variance.</summary>
    /// <param name="inputColumnName">The output's namesake by default; it stays as a hidden column then.</param>
    /// <param name="maximumExampleCount">How many rows to look at.</param>
    /// <param name="useCdf">The normal distribution function of the standardised value instead, in 0..1.</param>
    /// <remarks>Constant slots become 0. Values that are not finite are left out of the statistics.</remarks>
    public static NormalizingEstimator NormalizeMeanVariance(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName = null, long maximumExampleCount = 1000000000, bool fixZero = true, bool useCdf = false) =>
        catalog.NormalizeMeanVariance([new(outputColumnName, inputColumnName)], maximumExampleCount, fixZero, useCdf);

    /// <inheritdoc cref="NormalizeMeanVariance(TransformsCatalog, string, string, long, bool, bool)"/>
    public static NormalizingEstimator NormalizeMeanVariance(
        this TransformsCatalog catalog, InputOutputColumnPair[] columns, long maximumExampleCount = 1000000000, bool fixZero = true, bool useCdf = false) =>
        new(catalog.Environment, columns, new(useCdf ? ScalingKind.NormalDistribution : ScalingKind.MeanVariance, maximumExampleCount, fixZero));

    /// <summary>(x − min) / (max − min), in 0..1 on the training rows; with <paramref name="fixZero"/> x / max|x|, in −1..1, which leaves 0 at 0.</summary>
    /// <inheritdoc cref="NormalizeMeanVariance(TransformsCatalog, string, string, long, bool, bool)"/>
    public static NormalizingEstimator NormalizeMinMax(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName = null, long maximumExampleCount = 1000000000, bool fixZero = true) =>
        catalog.NormalizeMinMax([new(outputColumnName, inputColumnName)], maximumExampleCount, fixZero);

    /// <inheritdoc cref="NormalizeMinMax(TransformsCatalog, string, string, long, bool)"/>
    public static NormalizingEstimator NormalizeMinMax(
        this TransformsCatalog catalog, InputOutputColumnPair[] columns, long maximumExampleCount = 1000000000, bool fixZero = true) =>
        new(catalog.Environment, columns, new(ScalingKind.MinMax, maximumExampleCount, fixZero));
}
