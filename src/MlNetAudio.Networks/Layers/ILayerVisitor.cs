namespace MlNetAudio.Networks.Layers;

/// <summary>
/// What a consumer of networks answers for every kind of layer: the CPU engine, the ONNX exporter, the summary. A new kind of layer does not compile until
/// each of them has an answer. Combinators are visited too: their consumers go on to <see cref="NetworkLayer.Children"/>.
/// </summary>
public interface ILayerVisitor<out T>
{
    T Visit(Conv2d spec, NetworkLayer layer);

    T Visit(MaxPool2d spec, NetworkLayer layer);

    T Visit(Relu spec, NetworkLayer layer);

    T Visit(Linear spec, NetworkLayer layer);

    T Visit(Dropout spec, NetworkLayer layer);

    T Visit(Flatten spec, NetworkLayer layer);

    T Visit(Permute spec, NetworkLayer layer);

    T Visit(Lstm spec, NetworkLayer layer);

    T Visit(Sequential spec, NetworkLayer layer);

    T Visit(Residual spec, NetworkLayer layer);

    T Visit(Sum spec, NetworkLayer layer);

    T Visit(Concat spec, NetworkLayer layer);

    T Visit(Gated spec, NetworkLayer layer);

    T Visit(SkipSum spec, NetworkLayer layer);
}
