namespace MlNetAudio.Networks.Layers;

/// <summary>
/// What a consumer of networks answers for every kind of layer: the CPU engine, the ONNX exporter, the summary. A new kind of layer does not compile until
/// each of them has an answer.
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
}
