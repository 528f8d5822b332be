using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks;

/// <summary>A network as data: the shape of one input example and its layers in order. Every shape is inferred here, so a wrong network fails before training.</summary>
public sealed class NetworkSpec
{
    /// <exception cref="ShapeException">A layer does not fit the one before it; the message names the layer, its place and the shapes.</exception>
    public NetworkSpec(Shape input, IReadOnlyList<LayerSpec> layers)
    {
        if (layers.Count == 0) throw new ShapeException("A network needs at least one layer.");
        var placed = new List<NetworkLayer>(layers.Count);
        Shape shape = input;
        for (int i = 0; i < layers.Count; i++)
        {
            Shape output;
            try
            {
                output = layers[i].InferOutput(shape);
            }
            catch (ShapeException e)
            {
                throw new ShapeException($"Layer {i} of {layers.Count}: {e.Message}", e);
            }
            placed.Add(new($"{i}", layers[i], shape, output));
            shape = output;
        }
        (Input, Output, Layers) = (input, shape, placed);
    }

    /// <summary>Shape of one input example, without the batch axis.</summary>
    public Shape Input { get; }

    /// <summary>Shape of one output example: [logits].</summary>
    public Shape Output { get; }

    public IReadOnlyList<NetworkLayer> Layers { get; }

    /// <summary>All trainable parameters with their full names, in the order of the layers.</summary>
    public IEnumerable<ParameterSpec> Parameters => Layers.SelectMany(layer => layer.Parameters);

    public long ParameterCount => Parameters.Sum(parameter => (long)parameter.Shape.Count);
}
