namespace Microsoft.ML.Data;

/// <summary>A model that also knows the probability behind its score.</summary>
internal interface ICalibratedScorer : IScorer
{
    float PredictProbability(float score);
}
