using MlNetAudio.Evaluation;

namespace MlNetAudio.Reports;

/// <summary>One trained model with what it did on the test part.</summary>
public sealed record ReportedModel
{
    /// <summary>Short and unique within the report: "cnn".</summary>
    public required string Name { get; init; }

    /// <summary>What it is, in words: "logistic regression", "convolutional network".</summary>
    public required string Kind { get; init; }

    /// <summary>Hyper-parameters as text; may be empty.</summary>
    public string Parameters { get; init; } = "";

    /// <summary>Trained numbers; null where counting means nothing.</summary>
    public long? ParameterCount { get; init; }

    /// <summary>Path of the model file relative to the report, with forward slashes: "models/cnn/model.onnx".</summary>
    public required string Artifact { get; init; }

    public required double TrainSeconds { get; init; }

    public required ClassificationMetrics Metrics { get; init; }

    /// <summary>Two labels: the curve of the positive one. More: the macro average of the one-vs-rest curves (<see cref="Classification.Roc"/> gives either).</summary>
    public required IReadOnlyList<RocPoint> Roc { get; init; }

    /// <summary>Epochs in order; empty for models that are not trained in epochs.</summary>
    public IReadOnlyList<ReportedEpoch> History { get; init; } = [];

    /// <summary>The test clips this model got wrong.</summary>
    public IReadOnlyList<MisclassifiedClip> Misclassified { get; init; } = [];

    /// <summary>How the exported file was checked: "reloaded in ONNX Runtime: max |dp| 3e-7 over 20 clips".</summary>
    public string Verification { get; init; } = "";

    /// <summary>Null without a cross-validation; with one, metrics, ROC and mistakes are of all folds' answers together.</summary>
    public ReportedFolds? Folds { get; init; }
}
