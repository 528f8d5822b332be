using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Takes the mean off each vector and divides it by what is left: L2 norm or standard deviation.</summary>
public sealed class GlobalContrastNormalizingEstimator : LpNormNormalizingEstimatorBase
{
    internal GlobalContrastNormalizingEstimator(IHostEnvironment env, string output, string input, bool ensureZeroMean, bool ensureUnitStandardDeviation, float scale)
        : base(env, output, input, new(ensureUnitStandardDeviation ? NormFunction.StandardDeviation : NormFunction.L2, ensureZeroMean, scale))
    {
    }
}
