namespace MlNetAudio.Networks.Layers;

/// <summary>A layer as data: what it computes, which shapes it accepts, which parameters it holds. Backends decide how.</summary>
public abstract record LayerSpec
{
    /// <summary>Shape of one output example, without the batch axis.</summary>
    /// <exception cref="ShapeException">The input does not fit; the message says what to put in front.</exception>
    public abstract Shape InferOutput(Shape input);

    /// <summary>Trainable parameters for an input of that shape, in PyTorch's names, layouts and order. Empty for most layers.</summary>
    public virtual IReadOnlyList<ParameterSpec> Parameters(Shape input) => [];

    public abstract T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer);
}
