namespace MlNetAudio.Networks.Layers;

/// <summary>One layer after the other, as torch.nn.Sequential.</summary>
public sealed record Sequential : LayerSpec
{
    /// <exception cref="ShapeException">There is no layer.</exception>
    public Sequential(params IReadOnlyList<LayerSpec> layers)
    {
        if (layers.Count == 0) throw new ShapeException("A sequence needs at least one layer.");
        Layers = new SpecList<LayerSpec>(layers);
    }

    public IReadOnlyList<LayerSpec> Layers { get; }

    public override Shape InferOutput(Shape input)
    {
        var last = Children(input)[^1];
        return Infer(Layers.Count - 1, last.Input);
    }

    public override IReadOnlyList<ChildLayer> Children(Shape input)
    {
        var children = new List<ChildLayer>(Layers.Count);
        for (int i = 0; i < Layers.Count; i++)
        {
            children.Add(new($"{i}", Layers[i], input));
            if (i < Layers.Count - 1) input = Infer(i, input);
        }
        return children;
    }

    public override TimeAxis? InferTime(Shape input, TimeAxis time)
    {
        var last = Children(input)[^1];
        return InferTime(Layers.Count - 1, last.Input, ChildTimes(input, time)[^1]);
    }

    public override IReadOnlyList<TimeAxis?> ChildTimes(Shape input, TimeAxis time)
    {
        var children = Children(input);
        var times = new TimeAxis?[children.Count];
        for (int i = 0; i < times.Length; i++) times[i] = i == 0 ? time : InferTime(i - 1, children[i - 1].Input, times[i - 1]);
        return times;
    }

    public override T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer) => visitor.Visit(this, layer);

    public override string ToString() => "Sequential";

    private Shape Infer(int i, Shape input) => At(i, layer => layer.InferOutput(input));

    private TimeAxis? InferTime(int i, Shape input, TimeAxis? time) => At(i, layer => layer.TimeAfter(input, time));

    private T At<T>(int i, Func<LayerSpec, T> infer)
    {
        try
        {
            return infer(Layers[i]);
        }
        catch (ShapeException e)
        {
            throw new ShapeException($"Layer {i} of {Layers.Count}: {e.Message}", e);
        }
    }
}
