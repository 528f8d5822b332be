namespace MlNetAudio.Networks.Layers;

/// <summary>A layer as data: what it computes, which shapes it accepts, which parameters it holds. Backends decide how.</summary>
public abstract record LayerSpec
{
    /// <summary>
    /// What the layer is called among its siblings, the prefix of its parameters' names; null: its place, "0", "1" ... as in PyTorch's Sequential. May hold dots ("blocks.0"). Empty: it adds
    /// nothing to the names of what it holds.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>Shape of one output example, without the batch axis.</summary>
    /// <exception cref="ShapeException">The input does not fit; the message says what to put in front.</exception>
    public abstract Shape InferOutput(Shape input);

    /// <summary>The layer's own parameters and buffers for an input of that shape, in PyTorch's names, layouts and order. Empty for most layers.</summary>
    public virtual IReadOnlyList<ParameterSpec> Parameters(Shape input) => [];

    /// <summary>The layers that this one is made of, with the shapes they receive. Empty for all but the combinators.</summary>
    public virtual IReadOnlyList<ChildLayer> Children(Shape input) => [];

    public abstract T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer);
}
