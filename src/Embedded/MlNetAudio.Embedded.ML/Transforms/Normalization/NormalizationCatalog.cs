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

    /// <summary>Φ((ln x − mean) / standard deviation), the mean and deviation those of ln x over the values above 0; others become 0.</summary>
    /// <param name="useCdf">Must be true here: the embedded library has no other form.</param>
    /// <inheritdoc cref="NormalizeMeanVariance(TransformsCatalog, string, string, long, bool, bool)"/>
    public static NormalizingEstimator NormalizeLogMeanVariance(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName = null, long maximumExampleCount = 1000000000, bool useCdf = true) =>
        catalog.NormalizeLogMeanVariance([new InputOutputColumnPair(outputColumnName, inputColumnName)], maximumExampleCount, useCdf);

    /// <inheritdoc cref="NormalizeLogMeanVariance(TransformsCatalog, string, string, long, bool)"/>
    public static NormalizingEstimator NormalizeLogMeanVariance(
        this TransformsCatalog catalog, InputOutputColumnPair[] columns, long maximumExampleCount = 1000000000, bool useCdf = true) => useCdf
        ? new(catalog.Environment, columns, new(ScalingKind.LogNormalDistribution, maximumExampleCount, FixZero: false))
        : throw new NotSupportedException("NormalizeLogMeanVariance with useCdf: false is not supported by the embedded ML.NET.");

    /// <summary>(x − median) / (upper − lower quantile): a few extreme values do not matter.</summary>
    /// <param name="centerData">Whether the median is taken off.</param>
    /// <param name="quantileMin">In percent.</param>
    /// <param name="quantileMax">In percent.</param>
    /// <inheritdoc cref="NormalizeMeanVariance(TransformsCatalog, string, string, long, bool, bool)"/>
    public static NormalizingEstimator NormalizeRobustScaling(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName = null, long maximumExampleCount = 1000000000, bool centerData = true,
        uint quantileMin = 25, uint quantileMax = 75) =>
        catalog.NormalizeRobustScaling([new InputOutputColumnPair(outputColumnName, inputColumnName)], maximumExampleCount, centerData, quantileMin, quantileMax);

    /// <inheritdoc cref="NormalizeRobustScaling(TransformsCatalog, string, string, long, bool, uint, uint)"/>
    public static NormalizingEstimator NormalizeRobustScaling(
        this TransformsCatalog catalog, InputOutputColumnPair[] columns, long maximumExampleCount = 1000000000, bool centerData = true, uint quantileMin = 25, uint quantileMax = 75) =>
        new(catalog.Environment, columns, new(ScalingKind.Quantiles, maximumExampleCount, FixZero: false) { CenterData = centerData, Range = (quantileMin, quantileMax) });

    /// <summary>The number of the bin, in 0..1; the bins hold about equally many values. With <paramref name="fixZero"/> less what 0 would become.</summary>
    /// <inheritdoc cref="NormalizeMeanVariance(TransformsCatalog, string, string, long, bool, bool)"/>
    public static NormalizingEstimator NormalizeBinning(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName = null, long maximumExampleCount = 1000000000, bool fixZero = true, int maximumBinCount = 1024) =>
        catalog.NormalizeBinning([new InputOutputColumnPair(outputColumnName, inputColumnName)], maximumExampleCount, fixZero, maximumBinCount);

    /// <inheritdoc cref="NormalizeBinning(TransformsCatalog, string, string, long, bool, int)"/>
    public static NormalizingEstimator NormalizeBinning(
        this TransformsCatalog catalog, InputOutputColumnPair[] columns, long maximumExampleCount = 1000000000, bool fixZero = true, int maximumBinCount = 1024) =>
        new(catalog.Environment, columns, new(ScalingKind.Bins, maximumExampleCount, fixZero) { MaximumBinCount = maximumBinCount });

    /// <summary>Each vector divided by its own norm.</summary>
    /// <param name="inputColumnName">Vector&lt;Single&gt;; the output's namesake by default.</param>
    /// <param name="ensureZeroMean">Whether the vector's mean is taken off before.</param>
    public static LpNormNormalizingEstimator NormalizeLpNorm(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName = null,
        LpNormNormalizingEstimatorBase.NormFunction norm = LpNormNormalizingEstimatorBase.NormFunction.L2, bool ensureZeroMean = false) =>
        new(catalog.Environment, outputColumnName, inputColumnName ?? outputColumnName, norm, ensureZeroMean);

    /// <summary>scale · (x − mean) / (L2 norm or standard deviation) of each vector x by itself.</summary>
    /// <param name="inputColumnName">Vector&lt;Single&gt;; the output's namesake by default.</param>
    public static GlobalContrastNormalizingEstimator NormalizeGlobalContrast(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName = null, bool ensureZeroMean = true, bool ensureUnitStandardDeviation = false, float scale = 1f) =>
        new(catalog.Environment, outputColumnName, inputColumnName ?? outputColumnName, ensureZeroMean, ensureUnitStandardDeviation, scale);
}
