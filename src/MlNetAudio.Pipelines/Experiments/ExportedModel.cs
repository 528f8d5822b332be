using MlNetAudio.Networks.Training;
using MlNetAudio.Onnx.Export;

namespace MlNetAudio.Pipelines.Experiments;

/// <summary>A model that was trained, exported and verified, and waits for its evaluation.</summary>
internal sealed record ExportedModel
{
    /// <summary>Below the folder models, with '/': "cnn", "cnn/fold-2".</summary>
    public required string Place { get; init; }

    /// <summary>Of model.onnx.</summary>
    public required string Path { get; init; }

    public required ArtifactMetadata Metadata { get; init; }

    /// <summary>Samples behind which nothing of a clip counts; null: all of it does, or clips are spectrograms.</summary>
    public required int? HeardSamples { get; init; }

    public required long ParameterCount { get; init; }

    public required double TrainSeconds { get; init; }

    public required ArtifactVerification Verification { get; init; }

    public required IReadOnlyList<EpochReport> History { get; init; }

    public required int? BestEpoch { get; init; }

    /// <summary>The validation part chose nothing, and the model was fitted on it too.</summary>
    public required bool LearntFromValidation { get; init; }

    /// <summary>Relative to the run's folder, with '/'.</summary>
    public string Artifact => $"models/{Place}/model.onnx";
}
