using Microsoft.ML.Runtime;
using Microsoft.ML.Training;

namespace Microsoft.ML.Calibrators;

/// <summary>
/// Fits slope and offset by maximum likelihood with Platt's smoothed targets. Scores of rows that the model was trained on make it too confident: fit on
/// held-out rows.
/// </summary>
public sealed class PlattCalibratorEstimator : CalibratorEstimatorBase<PlattCalibrator>
{
    internal PlattCalibratorEstimator(IHostEnvironment env, string labelColumnName = "Label", string scoreColumnName = "Score", string exampleWeightColumnName = null)
        : base(env, labelColumnName, scoreColumnName, exampleWeightColumnName) => ArgumentException.ThrowIfNullOrEmpty(labelColumnName);

    private protected override CalibratorTransformer<PlattCalibrator> FitScores(IDataView input)
    {
        var rows = ReadRows(input);
        var (slope, offset) = PlattFit.Fit(rows.Scores, rows.Labels, rows.Weights);
        return new PlattCalibratorTransformer(Environment, new(slope, offset), ScoreColumnName);
    }
}
