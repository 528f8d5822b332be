using MlNetAudio.Datasets;

namespace MlNetAudio.Pipelines.Experiments;

/// <summary>A test clip and what an artifact said of it.</summary>
/// <param name="Actual">Index of the true label.</param>
/// <param name="Predicted">Index of the most probable label.</param>
/// <param name="Probabilities">[labels].</param>
/// <param name="Score">The logit of the positive label of two; of the predicted label otherwise.</param>
public sealed record ScoredClip(Recording Recording, int Actual, int Predicted, float[] Probabilities, float Score)
{
    /// <summary>The fold that the clip is in, counted from 1; null without a cross-validation.</summary>
    public int? Fold { get; init; }
}
