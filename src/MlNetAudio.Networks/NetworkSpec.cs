using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks;

/// <summary>A network as data: the shape of one input example and a tree of layers. Every shape is inferred here, so a wrong network fails before training.</summary>
public sealed class NetworkSpec
{
    /// <exception cref="ShapeException">A layer does not fit the one before it; the message names the layer, its place and the shapes.</exception>
    /// <exception cref="ArgumentException">Two layers or parameters have one name.</exception>
    public NetworkSpec(Shape input, IReadOnlyList<LayerSpec> layers)
    {
        if (layers.Count == 0) throw new ShapeException("A network needs at least one layer.");
        var sequence = new Sequential(layers);
        (Input, Output) = (input, sequence.InferOutput(input));
        Layers = [.. sequence.Children(input).Select(child => new NetworkLayer(child))];
        var names = new HashSet<string>();
        if (AllLayers.Select(layer => layer.Name).Concat(Parameters.Select(parameter => parameter.Name)).FirstOrDefault(name => !names.Add(name)) is { } twice)
            throw new ArgumentException($"Two parts of the network are called '{twice}'; give one of them another Name.", nameof(layers));
    }

    /// <summary>Shape of one input example, without the batch axis.</summary>
    public Shape Input { get; }

    /// <summary>Shape of one output example: [logits] of a classifier.</summary>
    public Shape Output { get; }

    /// <summary>The network's own layers in order; combinators among them hold more.</summary>
    public IReadOnlyList<NetworkLayer> Layers { get; }

    /// <summary>Every layer, those inside combinators too, depth first.</summary>
    public IEnumerable<NetworkLayer> AllLayers => Layers.SelectMany(layer => layer.WithDescendants);

    /// <summary>All parameters and buffers with their full names, in the order of the layers.</summary>
    public IEnumerable<ParameterSpec> Parameters => AllLayers.SelectMany(layer => layer.Parameters);

    /// <summary>Trainable values.</summary>
    public long ParameterCount => Parameters.Where(parameter => parameter.IsTrainable).Sum(parameter => (long)parameter.Shape.Count);
}
