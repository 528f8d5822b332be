namespace MlNetAudio.Networks.Layers;

/// <summary>A layer at its place in a network, with the shapes that were inferred for it and the layers it is made of.</summary>
public sealed class NetworkLayer
{
    private readonly string _prefix;

    /// <param name="time">The time axis of its input; null: there is none.</param>
    /// <param name="parentName">Empty for the network's own layers.</param>
    /// <param name="parentPrefix">What the parent puts before its children's parameters; its name, unless that is left out.</param>
    internal NetworkLayer(ChildLayer child, TimeAxis? time, string parentName = "", string parentPrefix = "")
    {
        (Spec, Input, InputTime) = (child.Spec, child.Input, time);
        (Output, OutputTime) = (Spec.InferOutput(Input), Spec.TimeAfter(Input, time));
        Name = Spec.Name is { Length: > 0 } name ? Join(parentPrefix, name) : Join(parentName, child.Key);
        _prefix = Spec.Name is "" ? parentPrefix : Name;
        var times = time is null ? null : Spec.ChildTimes(Input, time);
        Children = [.. Spec.Children(Input).Select((inner, i) => new NetworkLayer(inner, times?[i], Name, _prefix))];
    }

    /// <summary>Unique in the network: "0", "3.shortcut.1", "blocks.0.skip".</summary>
    public string Name { get; }

    public LayerSpec Spec { get; }

    /// <summary>Shape of one input example, without the batch axis.</summary>
    public Shape Input { get; }

    /// <summary>Shape of one output example, without the batch axis.</summary>
    public Shape Output { get; }

    /// <summary>Where the input counts steps of time; null where it does not, or the network has no time axis.</summary>
    public TimeAxis? InputTime { get; }

    /// <inheritdoc cref="InputTime"/>
    public TimeAxis? OutputTime { get; }

    /// <inheritdoc cref="LayerSpec.ReachesBehindEnd"/>
    public bool ReachesBehindEnd => InputTime is { } time && Spec.ReachesBehindEnd(Input, time);

    /// <summary>What a combinator holds, in its order.</summary>
    public IReadOnlyList<NetworkLayer> Children { get; }

    /// <summary>The layer's own parameters and buffers with their full names: "0.weight".</summary>
    public IEnumerable<ParameterSpec> Parameters => Spec.Parameters(Input).Select(parameter => parameter with { Name = ParameterName(parameter.Name) });

    /// <summary>This layer and, after it, all that it holds, depth first.</summary>
    public IEnumerable<NetworkLayer> WithDescendants => Children.SelectMany(child => child.WithDescendants).Prepend(this);

    /// <summary>The full name of one of its parameters: "0.weight" for "weight".</summary>
    public string ParameterName(string parameter) => Join(_prefix, parameter);

    public T Accept<T>(ILayerVisitor<T> visitor) => Spec.Accept(visitor, this);

    private static string Join(string prefix, string name) => prefix.Length == 0 ? name : $"{prefix}.{name}";
}
