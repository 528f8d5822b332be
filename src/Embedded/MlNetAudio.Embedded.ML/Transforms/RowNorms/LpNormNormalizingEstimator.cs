using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Divides each vector by its norm.</summary>
public sealed class LpNormNormalizingEstimator : LpNormNormalizingEstimatorBase
{
    internal LpNormNormalizingEstimator(IHostEnvironment env, string output, string input, NormFunction norm, bool ensureZeroMean)
        : base(env, output, input, new(norm, ensureZeroMean, Scale: 1))
    {
    }
}
