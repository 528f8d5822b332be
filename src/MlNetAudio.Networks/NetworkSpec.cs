using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks;

/// <summary>A network as data: the shape of one input example and a tree of layers. Every shape is inferred here, so a wrong network fails before training.</summary>
public sealed class NetworkSpec
{
    /// <param name="timeAxis">
    /// Which axis of the input, without the batch axis, counts steps of time; then examples of one batch may have lengths of their own. Null: every example fills the input.
    /// </param>
    /// <exception cref="ShapeException">
    /// A layer does not fit the one before it, or would mix an example's steps with the padding behind them; the message names the layer, its place and the shapes.
    /// </exception>
    /// <exception cref="ArgumentException">Two layers or parameters have one name.</exception>
    public NetworkSpec(Shape input, IReadOnlyList<LayerSpec> layers, int? timeAxis = null)
    {
        if (layers.Count == 0) throw new ShapeException("A network needs at least one layer.");
        var sequence = new Sequential(layers);
        (Input, Output) = (input, sequence.InferOutput(input));
        if (timeAxis is { } axis)
        {
            if (axis < 0 || axis >= input.Rank) throw new ShapeException($"The network's input {input} has no axis {axis} that could be time.");
            Time = TimeAxis.OfInput(axis, input[axis]);
        }
        OutputTime = sequence.TimeAfter(input, Time);
        var times = Time is null ? null : sequence.ChildTimes(input, Time);
        Layers = [.. sequence.Children(input).Select((child, i) => new NetworkLayer(child, times?[i]))];
        ShortestLength = AllLayers.SelectMany(layer => (TimeAxis?[])[layer.InputTime, layer.OutputTime]).Max(time => time?.ShortestLength) ?? 0;
        var names = new HashSet<string>();
        if (AllLayers.Select(layer => layer.Name).Concat(Parameters.Select(parameter => parameter.Name)).FirstOrDefault(name => !names.Add(name)) is { } twice)
            throw new ArgumentException($"Two parts of the network are called '{twice}'; give one of them another Name.", nameof(layers));
    }

    /// <summary>Shape of one input example, without the batch axis.</summary>
    public Shape Input { get; }

    /// <summary>Shape of one output example: [logits] of a classifier.</summary>
    public Shape Output { get; }

    /// <summary>Which axis of the input counts steps of time; null: every example fills the input.</summary>
    public TimeAxis? Time { get; }

    /// <summary>Which axis of the output still does; null: each example has one answer.</summary>
    public TimeAxis? OutputTime { get; }

    /// <summary>Steps of the shortest example that leaves a step in every layer; 0 where there is no time axis.</summary>
    public int ShortestLength { get; }

    /// <summary>The network's own layers in order; combinators among them hold more.</summary>
    public IReadOnlyList<NetworkLayer> Layers { get; }

    /// <summary>Every layer, those inside combinators too, depth first.</summary>
    public IEnumerable<NetworkLayer> AllLayers => Layers.SelectMany(layer => layer.WithDescendants);

    /// <summary>All parameters and buffers with their full names, in the order of the layers.</summary>
    public IEnumerable<ParameterSpec> Parameters => AllLayers.SelectMany(layer => layer.Parameters);

    /// <summary>Trainable values.</summary>
    public long ParameterCount => Parameters.Where(parameter => parameter.IsTrainable).Sum(parameter => (long)parameter.Shape.Count);

    /// <summary>Whether these are lengths of a batch: one for each example, between <see cref="ShortestLength"/> and the input's, or none at all.</summary>
    /// <exception cref="ArgumentException">They are not; the message names the example.</exception>
    public void CheckLengths(ReadOnlySpan<int> lengths, int batch)
    {
        if (lengths.IsEmpty) return;
        if (Time is null)
            throw new ArgumentException("The network has no time axis, so its examples cannot have lengths; build it with one (NetworkSpec's timeAxis), or leave the lengths out.", nameof(lengths));
        if (lengths.Length != batch) throw new ArgumentException($"There are {lengths.Length} lengths for a batch of {batch}; give one for each example, or none.", nameof(lengths));
        for (int i = 0; i < batch; i++)
            if (lengths[i] < ShortestLength || lengths[i] > Time.Steps)
                throw new ArgumentException($"Example {i} has {lengths[i]} steps, but the network reads {ShortestLength} to {Time.Steps}; pad or crop it.", nameof(lengths));
    }
}
