using Microsoft.ML.Runtime;

namespace Microsoft.ML.Calibrators;

/// <summary>Adds the probabilities of a sigmoid that is known beforehand; fitting reads no rows.</summary>
public sealed class FixedPlattCalibratorEstimator : CalibratorEstimatorBase<PlattCalibrator>
{
    private readonly PlattCalibrator _calibrator;

    internal FixedPlattCalibratorEstimator(IHostEnvironment env, double slope = 1, double offset = 0, string scoreColumn = "Score")
        : base(env, labelColumn: null, scoreColumn, weightColumn: null) => _calibrator = new(slope, offset);

    private protected override CalibratorTransformer<PlattCalibrator> FitScores(IDataView input) =>
        new PlattCalibratorTransformer(Environment, _calibrator, ScoreColumnName);
}
