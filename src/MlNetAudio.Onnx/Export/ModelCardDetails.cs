namespace MlNetAudio.Onnx.Export;

/// <summary>What a model card says that the artifact's metadata does not hold. Everything is optional but the data set's name.</summary>
public sealed record ModelCardDetails
{
    public required string DatasetName { get; init; }

    /// <summary>File that the examples open.</summary>
    public string ModelFile { get; init; } = "model.onnx";

    /// <summary>What the model is: one or two sentences, or the layers of a network.</summary>
    public string? Architecture { get; init; }

    /// <summary>What the recordings are and where they come from.</summary>
    public string? DatasetDescription { get; init; }

    /// <summary>Identifier as Hugging Face writes them ("mit", "cc-by-4.0"); null: the card names none.</summary>
    public string? License { get; init; }

    /// <summary>Clips in each part of the split, in order: "train" → 120.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> ClipsByPart { get; init; } = [];

    /// <summary>How it was trained: hyper-parameters, seed, epochs, by name and in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Training { get; init; } = [];

    /// <summary>Samples behind which nothing of a clip counts, of a model that reads shorter ones as they are; null: all of it counts, or ArtifactMetadata.ClipSamples says it.</summary>
    public int? HeardSamples { get; init; }

    /// <summary>Sentences on what the model cannot do, beyond those that hold for every artifact.</summary>
    public IReadOnlyList<string> Limits { get; init; } = [];
}
