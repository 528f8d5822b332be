using Microsoft.ML.Runtime;

namespace Microsoft.ML.Calibrators;

/// <summary>Fits the rising steps that come nearest to the labels; wants many rows.</summary>
public sealed class IsotonicCalibratorEstimator : CalibratorEstimatorBase<IsotonicCalibrator>
{
    internal IsotonicCalibratorEstimator(IHostEnvironment env, string labelColumn = "Label", string scoreColumn = "Score", string weightColumn = null)
        : base(env, labelColumn, scoreColumn, weightColumn) => ArgumentException.ThrowIfNullOrEmpty(labelColumn);

    private protected override CalibratorTransformer<IsotonicCalibrator> FitScores(IDataView input) =>
        new IsotonicCalibratorTransformer(Environment, IsotonicCalibrator.Fit(ReadRows(input)), ScoreColumnName);
}
