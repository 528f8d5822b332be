namespace MlNetAudio.Networks.Layers;

/// <summary>y = body(x) + shortcut(x), where the shortcut is x itself unless one is given (He et al. 2015). Parameters of the body are named by its place ("3.0.weight"), of the shortcut "3.shortcut…".</summary>
public sealed record Residual : LayerSpec
{
    /// <param name="body">One layer after the other.</param>
    public Residual(params IReadOnlyList<LayerSpec> body) => Body = new SpecList<LayerSpec>(new Sequential(body).Layers);

    public IReadOnlyList<LayerSpec> Body { get; }

    /// <summary>Brings the input to the body's output shape: a convolution of kernel 1; null where they are the same.</summary>
    public LayerSpec? Shortcut { get; init; }

    public override Shape InferOutput(Shape input)
    {
        Shape body = new Sequential(Body).InferOutput(input), shortcut = Shortcut?.InferOutput(input) ?? input;
        return body.Equals(shortcut)
            ? body
            : throw new ShapeException($"{this} adds {body} of its body to {shortcut} of its shortcut; give it a Shortcut that makes {body}, such as a convolution with kernel 1 and the body's stride.");
    }

    public override IReadOnlyList<ChildLayer> Children(Shape input)
    {
        var body = new Sequential(Body).Children(input);
        return Shortcut is null ? body : [.. body, new("shortcut", Shortcut, input)];
    }

    public override TimeAxis? InferTime(Shape input, TimeAxis time)
    {
        TimeAxis? body = new Sequential(Body).InferTime(input, time), shortcut = Shortcut is null ? time : Shortcut.InferTime(input, time);
        return Equals(body, shortcut) ? body : throw new ShapeException($"{this} adds a body whose steps of time are not those of its shortcut; give both the same strides and the same axis of time.");
    }

    public override IReadOnlyList<TimeAxis?> ChildTimes(Shape input, TimeAxis time)
    {
        var body = new Sequential(Body).ChildTimes(input, time);
        return Shortcut is null ? body : [.. body, time];
    }

    public override T Accept<T>(ILayerVisitor<T> visitor, NetworkLayer layer) => visitor.Visit(this, layer);

    public override string ToString() => "Residual";
}
