using MlNetAudio.Evaluation;
using MlNetAudio.Networks.Training;
using MlNetAudio.Pipelines.CrossValidation;

namespace MlNetAudio.Pipelines.Experiments;

/// <summary>A model that was trained, exported, verified and scored on the test part.</summary>
public sealed record ModelResult
{
    public required string Name { get; init; }

    /// <summary>"classical" or "deep".</summary>
    public required string Kind { get; init; }

    public required string Description { get; init; }

    /// <summary>Used or chosen, by name.</summary>
    public required IReadOnlyDictionary<string, string> Hyperparameters { get; init; }

    /// <summary>Weights and biases; for trees, their nodes and leaves.</summary>
    public required long ParameterCount { get; init; }

    /// <summary>Relative to the run's folder, with '/'.</summary>
    public required string Artifact { get; init; }

    public required double TrainSeconds { get; init; }

    public required ArtifactVerification Verification { get; init; }

    /// <summary>On the test part, from the artifact's answers; of a cross-validation on all folds together, each clip answered by the artifact that had not seen it.</summary>
    public required ClassificationMetrics Metrics { get; init; }

    /// <summary>Of the positive label; with more than two labels the macro average of one-versus-rest curves.</summary>
    public required IReadOnlyList<RocPoint> Roc { get; init; }

    /// <summary>In the order of the test part; fold by fold in a cross-validation.</summary>
    public required IReadOnlyList<ScoredClip> Scores { get; init; }

    /// <summary>Empty for models without epochs.</summary>
    public required IReadOnlyList<EpochReport> History { get; init; }

    /// <summary>The epoch whose weights were kept, counted from 1; null for models without epochs.</summary>
    public required int? BestEpoch { get; init; }

    /// <summary>Fold by fold; null without a cross-validation.</summary>
    public CrossValidationResult? CrossValidation { get; init; }
}
