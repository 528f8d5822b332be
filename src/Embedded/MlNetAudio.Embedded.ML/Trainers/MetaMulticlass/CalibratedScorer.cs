using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

/// <summary>A model and the calibrator that was fitted to its scores.</summary>
internal sealed class CalibratedScorer(IScorer model, ICalibrator calibrator) : ICalibratedScorer
{
    public IScorer Model => model;

    public ICalibrator Calibrator => calibrator;

    public float Score(ReadOnlySpan<float> features) => model.Score(features);

    public float PredictProbability(float score) => calibrator.PredictProbability(score);
}
