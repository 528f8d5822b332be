namespace MlNetAudio.Pipelines.Scoring;

/// <summary>What an artifact says of one clip.</summary>
/// <param name="Probabilities">[labels], summing to 1, in the order of the artifact's labels.</param>
/// <param name="Scores">[1]: the logit of the second label of two; [labels]: a logit each.</param>
/// <param name="Label">Index of the most probable label.</param>
public sealed record AudioScore(float[] Probabilities, float[] Scores, int Label);
