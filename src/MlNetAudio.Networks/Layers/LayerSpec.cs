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

    /// <summary>Where time lies in the output; null where the steps have been read and each example has one answer.</summary>
    /// <param name="time">Where it lies in the input.</param>
    /// <exception cref="ShapeException">The layer would mix an example's steps with the padding behind them, or says nothing about time.</exception>
    public virtual TimeAxis? InferTime(Shape input, TimeAxis time) => throw MixesTime(input, time);

    /// <summary>Whether windows of valid outputs cover what lies behind an example's end: there they must find zeros, as behind the example alone.</summary>
    public virtual bool ReachesBehindEnd(Shape input, TimeAxis time) => false;

    /// <summary>The time axis that each of the <see cref="Children"/> receives, null where there is none: that of the input, but for layers whose children read each other.</summary>
    public virtual IReadOnlyList<TimeAxis?> ChildTimes(Shape input, TimeAxis time) => [.. Children(input).Select(_ => time)];

    /// <summary>The layer's own parameters and buffers for an input of that shape, in PyTorch's names, layouts and order. Empty for most layers.</summary>
    public virtual IReadOnlyList<ParameterSpec> Parameters(Shape input) => [];

    /// <summary>The layers that this one is made of, with the shapes they receive. Empty for all but the combinators.</summary>
    public virtual IReadOnlyList<ChildLayer> Children(Shape input) => [];

    public abstract T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer);

    /// <summary><see cref="InferTime"/>, where there is time at all.</summary>
    internal TimeAxis? TimeAfter(Shape input, TimeAxis? time) => time is null ? null : InferTime(input, time);

    private protected ShapeException MixesTime(Shape input, TimeAxis time) => new(
        $"{this} receives {input}, whose axis {time.Axis} is time, and would mix an example's steps with the padding behind them; " +
        "put a layer before it that reads the steps (GlobalAveragePool, AttentionPool, a recurrent layer), or build the network without a time axis.");
}
