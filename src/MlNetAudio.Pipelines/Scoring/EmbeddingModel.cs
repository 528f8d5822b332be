using MlNetAudio.Onnx.Export;

namespace MlNetAudio.Pipelines.Scoring;

/// <summary>An artifact up to its last linear layer, opened in ONNX Runtime.</summary>
internal sealed class EmbeddingModel : IDisposable
{
    private readonly ClipSession _session;

    /// <param name="model">Of <see cref="AudioArtifact.BuildEmbedding"/>.</param>
    /// <param name="path">Of the artifact.</param>
    /// <exception cref="InvalidDataException">ONNX Runtime refuses the model.</exception>
    public EmbeddingModel(byte[] model, string path)
    {
        Metadata = AudioArtifact.ReadMetadata(path);
        _session = ClipSession.Open(model, path, ClipFormat.Of(Metadata));
        Size = _session.Outputs["embedding"].Dimensions[^1];
    }

    public ArtifactMetadata Metadata { get; }

    /// <summary>Numbers that describe a clip.</summary>
    public int Size { get; }

    /// <summary>The clips of some rows → the same rows of values [rows, Size].</summary>
    public void Extract(int[] rows, Func<int, ReadOnlyMemory<float>> clip, float[] values, int? batchSize) =>
        _session.Run(rows, clip, Metadata.ClipSamples, batchSize, ["embedding"], (batch, outputs) =>
        {
            var embeddings = outputs[0].GetTensorDataAsSpan<float>();
            for (int i = 0; i < batch.Length; i++) embeddings.Slice(i * Size, Size).CopyTo(values.AsSpan(batch.Span[i] * Size));
        }, CancellationToken.None);

    public void Dispose() => _session.Dispose();
}
