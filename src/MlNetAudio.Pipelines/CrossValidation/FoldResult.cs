using MlNetAudio.Evaluation;
using MlNetAudio.Pipelines.Experiments;

namespace MlNetAudio.Pipelines.CrossValidation;

/// <summary>A model that was trained without one fold, exported, verified and scored on it.</summary>
/// <param name="Fold">Counted from 1.</param>
/// <param name="Artifact">Relative to the run's folder, with '/'.</param>
/// <param name="Metrics">On the fold, from the artifact's answers.</param>
public sealed record FoldResult(int Fold, string Artifact, double TrainSeconds, ArtifactVerification Verification, ClassificationMetrics Metrics);
