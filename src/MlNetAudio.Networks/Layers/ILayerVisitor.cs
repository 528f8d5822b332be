namespace MlNetAudio.Networks.Layers;

/// <summary>
/// What a consumer of networks answers for every kind of layer: the CPU engine, the ONNX exporter, the summary. A new kind of layer does not compile until
/// each of them has an answer. Combinators are visited too: their consumers go on to <see cref="NetworkLayer.Children"/>.
/// </summary>
public interface ILayerVisitor<out T>
{
    T Visit(Conv1d spec, NetworkLayer layer);

    T Visit(Conv2d spec, NetworkLayer layer);

    T Visit(ConvTranspose2d spec, NetworkLayer layer);

    T Visit(PoolLayer spec, NetworkLayer layer);

    T Visit(BatchNorm spec, NetworkLayer layer);

    T Visit(LayerNorm spec, NetworkLayer layer);

    T Visit(Relu spec, NetworkLayer layer);

    T Visit(LeakyRelu spec, NetworkLayer layer);

    T Visit(Relu6 spec, NetworkLayer layer);

    T Visit(Gelu spec, NetworkLayer layer);

    T Visit(Silu spec, NetworkLayer layer);

    T Visit(Tanh spec, NetworkLayer layer);

    T Visit(Sigmoid spec, NetworkLayer layer);

    T Visit(Softmax spec, NetworkLayer layer);

    T Visit(LogSoftmax spec, NetworkLayer layer);

    T Visit(Linear spec, NetworkLayer layer);

    T Visit(Dropout spec, NetworkLayer layer);

    T Visit(Flatten spec, NetworkLayer layer);

    T Visit(Reshape spec, NetworkLayer layer);

    T Visit(Permute spec, NetworkLayer layer);

    T Visit(UpsampleNearest spec, NetworkLayer layer);

    T Visit(FrameLayer spec, NetworkLayer layer);

    T Visit(Rnn spec, NetworkLayer layer);

    T Visit(Gru spec, NetworkLayer layer);

    T Visit(Lstm spec, NetworkLayer layer);

    T Visit(PositionalEncoding spec, NetworkLayer layer);

    T Visit(AttentionPool spec, NetworkLayer layer);

    T Visit(MultiHeadSelfAttention spec, NetworkLayer layer);

    T Visit(Sequential spec, NetworkLayer layer);

    T Visit(Residual spec, NetworkLayer layer);

    T Visit(Sum spec, NetworkLayer layer);

    T Visit(Concat spec, NetworkLayer layer);

    T Visit(Gated spec, NetworkLayer layer);

    T Visit(SkipSum spec, NetworkLayer layer);
}
