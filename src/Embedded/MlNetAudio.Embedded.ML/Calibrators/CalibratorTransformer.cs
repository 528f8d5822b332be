using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Calibrators;

/// <summary>Adds Probability (Single) to rows with a score. The calibrator is reached through <see cref="IPredictionTransformer{TModel}.Model"/>.</summary>
public abstract class CalibratorTransformer<TICalibrator> : RowToRowTransformerBase, ISingleFeaturePredictionTransformer<TICalibrator>
    where TICalibrator : class, ICalibrator
{
    private readonly TICalibrator _calibrator;
    private readonly string _scoreColumnName;

    private protected CalibratorTransformer(IHostEnvironment env, TICalibrator calibrator, string scoreColumnName) : base(env) =>
        (_calibrator, _scoreColumnName) = (calibrator, scoreColumnName);

    string ISingleFeaturePredictionTransformer<TICalibrator>.FeatureColumnName => _scoreColumnName;

    DataViewType ISingleFeaturePredictionTransformer<TICalibrator>.FeatureColumnType => NumberDataViewType.Single;

    TICalibrator IPredictionTransformer<TICalibrator>.Model => _calibrator;

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new CalibrationMapper(schema, _calibrator, _scoreColumnName);
}
