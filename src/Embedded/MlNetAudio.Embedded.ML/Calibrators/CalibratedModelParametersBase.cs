using Microsoft.ML.Data;

namespace Microsoft.ML.Calibrators;

/// <summary>A model and the calibrator that makes probabilities of its scores.</summary>
public abstract class CalibratedModelParametersBase
{
    private protected CalibratedModelParametersBase()
    {
    }

    /// <summary>The model whose scores are calibrated.</summary>
    internal abstract object Inner { get; }

    internal abstract ICalibrator InnerCalibrator { get; }
}

/// <inheritdoc/>
public abstract class CalibratedModelParametersBase<TSubModel, TCalibrator> : CalibratedModelParametersBase, ICalibratedScorer
    where TSubModel : class
    where TCalibrator : class, ICalibrator
{
    private protected CalibratedModelParametersBase(TSubModel predictor, TCalibrator calibrator) => (SubModel, Calibrator) = (predictor, calibrator);

    public TSubModel SubModel { get; }

    public TCalibrator Calibrator { get; }

    internal override object Inner => SubModel;

    internal override ICalibrator InnerCalibrator => Calibrator;

    float IScorer.Score(ReadOnlySpan<float> features) => ((IScorer)SubModel).Score(features);

    float ICalibratedScorer.PredictProbability(float score) => Calibrator.PredictProbability(score);
}
