namespace Microsoft.ML.Data;

internal enum ScalingKind
{
    MeanVariance,
    NormalDistribution,
    LogNormalDistribution,
    MinMax,
    Quantiles,
    Bins,
}
