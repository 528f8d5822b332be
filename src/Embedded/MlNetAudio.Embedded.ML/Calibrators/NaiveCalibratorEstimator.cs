using Microsoft.ML.Runtime;

namespace Microsoft.ML.Calibrators;

/// <summary>Counts the positive rows in bins of the score; wants many rows.</summary>
public sealed class NaiveCalibratorEstimator : CalibratorEstimatorBase<NaiveCalibrator>
{
    internal NaiveCalibratorEstimator(IHostEnvironment env, string labelColumn = "Label", string scoreColumn = "Score") : base(env, labelColumn, scoreColumn, null) =>
        ArgumentException.ThrowIfNullOrEmpty(labelColumn);

    private protected override CalibratorTransformer<NaiveCalibrator> FitScores(IDataView input) =>
        new NaiveCalibratorTransformer(Environment, NaiveCalibrator.Fit(ReadRows(input)), ScoreColumnName);
}
