namespace MlNetAudio.Onnx.Format;

/// <summary>ModelProto: a graph, the operator sets it is written in, who wrote it, and its metadata.</summary>
internal sealed record OnnxModel
{
    public required long IrVersion { get; init; }

    public required IReadOnlyList<OnnxOperatorSet> OperatorSets { get; init; }

    public required OnnxGraph Graph { get; init; }

    public string ProducerName { get; init; } = "";

    public string ProducerVersion { get; init; } = "";

    public string Documentation { get; init; } = "";

    /// <summary>metadata_props in the order of the file; keys may not be unique in a foreign file.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Metadata { get; init; } = [];
}
