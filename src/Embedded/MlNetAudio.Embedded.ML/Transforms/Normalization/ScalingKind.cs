namespace Microsoft.ML.Data;

internal enum ScalingKind
{
    MeanVariance,
    NormalDistribution,
    MinMax,
}
