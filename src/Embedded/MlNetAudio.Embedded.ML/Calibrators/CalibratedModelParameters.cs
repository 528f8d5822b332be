namespace Microsoft.ML.Calibrators;

/// <summary>What trainers return whose models are calibrated by nature.</summary>
internal sealed class CalibratedModelParameters<TSubModel, TCalibrator>(TSubModel predictor, TCalibrator calibrator)
    : CalibratedModelParametersBase<TSubModel, TCalibrator>(predictor, calibrator)
    where TSubModel : class
    where TCalibrator : class, ICalibrator
{
}
