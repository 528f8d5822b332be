using Microsoft.ML.Transforms;

namespace Microsoft.ML.Data;

/// <summary>x → Scale · (x − mean) / norm(x − mean), the mean only where that is asked for; a vector of norm 0 stays as it is.</summary>
internal sealed record RowNorm(LpNormNormalizingEstimatorBase.NormFunction Function, bool TakesMeanOff, float Scale)
{
    public void Apply(Span<float> values)
    {
        if (values.IsEmpty) return;
        double mean = 0, size = 0;
        if (TakesMeanOff)
        {
            foreach (float value in values) mean += value;
            mean /= values.Length;
        }
        foreach (float value in values)
        {
            double centred = value - mean;
            size = Function switch
            {
                LpNormNormalizingEstimatorBase.NormFunction.L1 => size + Math.Abs(centred),
                LpNormNormalizingEstimatorBase.NormFunction.Infinity => Math.Max(size, Math.Abs(centred)),
                _ => size + centred * centred,
            };
        }
        if (Function == LpNormNormalizingEstimatorBase.NormFunction.StandardDeviation) size /= values.Length;
        if (Function is LpNormNormalizingEstimatorBase.NormFunction.L2 or LpNormNormalizingEstimatorBase.NormFunction.StandardDeviation) size = Math.Sqrt(size);
        double factor = Scale / (size > 0 ? size : 1);
        foreach (ref float value in values) value = (float)((value - mean) * factor);
    }
}
