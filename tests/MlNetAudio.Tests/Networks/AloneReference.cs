using MlNetAudio.Networks;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Tests.Networks;

/// <summary>
/// What a network gives for examples of their own lengths, from the definition: each goes alone through a network built for its length. Only a BatchNorm (which must be one of the network's own
/// layers) sees all of them.
/// </summary>
internal sealed class AloneReference
{
    private readonly NetworkSpec _network;
    private readonly NetworkSpec[] _shorter;
    private readonly IReadOnlyDictionary<string, double[]> _weights;
    private readonly int[] _lengths;

    public AloneReference(NetworkSpec network, IReadOnlyDictionary<string, double[]> weights, int[] lengths)
    {
        (_network, _weights, _lengths) = (network, weights, lengths);
        _shorter = Array.ConvertAll(lengths, Shorter);
    }

    /// <param name="inputs">Of the network's shape; what lies behind an example's end is not looked at.</param>
    /// <returns>Of the network's shape, with zeros behind the end.</returns>
    public double[][] Forward(double[][] inputs)
    {
        double[][] values = [.. inputs.Select((input, i) => Resized(input, _network.Input, _network.Time!.Axis, _lengths[i]))];
        for (int layer = 0; layer < _network.Layers.Count; layer++)
        {
            if (_network.Layers[layer].Spec is BatchNorm norm) Normalize(norm, layer, values);
            else
                for (int i = 0; i < values.Length; i++) values[i] = new ReferenceNetwork(_shorter[i], _weights).Apply(_shorter[i].Layers[layer], [values[i]])[0];
        }
        return _network.OutputTime is { } time ? [.. values.Select((value, i) => Resized(value, _shorter[i].Output, time.Axis, _network.Output[time.Axis]))] : values;
    }

    private NetworkSpec Shorter(int length)
    {
        int[] input = _network.Input.Dimensions.ToArray();
        input[_network.Time!.Axis] = length;
        return new(Shape.Of(input), [.. _network.Layers.Select(layer => Shorter(layer, length))]);
    }

    /// <summary>Layers that name the steps of their output name fewer.</summary>
    private static LayerSpec Shorter(NetworkLayer layer, int length)
    {
        if (layer.OutputTime is not { } time) return layer.Spec;
        int[] output = layer.Output.Dimensions.ToArray();
        output[time.Axis] = time.StepsOf(length);
        return layer.Spec switch
        {
            Reshape => new Reshape(output),
            Crop1d crop => crop with { Length = output[1] },
            var spec => spec,
        };
    }

    /// <summary>The first values along an axis, or zeros behind them.</summary>
    private static double[] Resized(double[] values, Shape shape, int axis, int length)
    {
        int inner = shape.Dimensions[(axis + 1)..].ToArray().Aggregate(1, (product, dimension) => product * dimension);
        return [.. values.Chunk(shape[axis] * inner).SelectMany(run => run.Take(length * inner).Concat(Enumerable.Repeat(0.0, Math.Max(0, length - shape[axis]) * inner)))];
    }

    private void Normalize(BatchNorm spec, int place, double[][] values)
    {
        double[] Of(string name) => _weights[_network.Layers[place].ParameterName(name)];
        for (int channel = 0; channel < _network.Layers[place].Input[0]; channel++)
        {
            var rows = values.Select((value, i) => (value, Plane: _shorter[i].Layers[place].Input.Count / _network.Layers[place].Input[0])).ToArray();
            double[] all = [.. rows.SelectMany(row => row.value.Skip(channel * row.Plane).Take(row.Plane))];
            double mean = all.Average(), deviation = Math.Sqrt(all.Average(value => (value - mean) * (value - mean)) + spec.Epsilon);
            foreach (var (value, plane) in rows)
                for (int i = channel * plane; i < (channel + 1) * plane; i++) value[i] = (value[i] - mean) / deviation * Of("weight")[channel] + Of("bias")[channel];
        }
    }
}
