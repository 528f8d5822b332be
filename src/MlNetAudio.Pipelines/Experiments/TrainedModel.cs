using MlNetAudio.Networks.Training;
using MlNetAudio.Onnx.Export;

namespace MlNetAudio.Pipelines.Experiments;

/// <summary>A trained model, ready to be exported, and how it answers in process, to which its export is held until it is disposed.</summary>
internal sealed class TrainedModel : IDisposable
{
    /// <summary>Front end and head; several of an ensemble.</summary>
    public required IReadOnlyList<ArtifactBranch> Branches { get; init; }

    /// <summary>Samples of a clip [samples] → probabilities [labels], by the code that trained the model.</summary>
    public required Func<float[], float[]> Predict { get; init; }

    /// <summary>Hyper-parameters that were used or chosen, for the report and the card.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>Weights and biases; for trees, their nodes and leaves.</summary>
    public required long ParameterCount { get; init; }

    /// <summary>Empty for models without epochs.</summary>
    public IReadOnlyList<EpochReport> History { get; init; } = [];

    /// <summary>The epoch whose weights were kept, counted from 1; null for models without epochs.</summary>
    public int? BestEpoch { get; init; }

    /// <summary>The validation part chose nothing, and the model was fitted on it too.</summary>
    public bool LearntFromValidation { get; init; }

    /// <summary>What Predict works with: networks with their threads, prediction engines.</summary>
    public IReadOnlyList<IDisposable> Owned { get; init; } = [];

    public void Dispose()
    {
        foreach (var owned in Owned) owned.Dispose();
    }
}
