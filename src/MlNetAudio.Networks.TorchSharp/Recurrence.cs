using MlNetAudio.Networks.Layers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.utils.rnn;

namespace MlNetAudio.Networks.TorchSharp;

/// <summary>Stacked recurrent layers, each a module of PyTorch of one layer, so that what is dropped between them is what the CPU engine drops.</summary>
internal sealed class Recurrence
{
    private readonly RecurrentLayer _spec;
    private readonly NetworkLayer _layer;
    private readonly int _place;
    private readonly IRecurrentCells[] _cells;

    private Recurrence(RecurrentLayer spec, NetworkLayer layer, int place, IRecurrentCells[] cells) => (_spec, _layer, _place, _cells) = (spec, layer, place, cells);

    /// <param name="create">From the values of a step that a layer reads to the layer's module.</param>
    public static LayerOperation Of(RecurrentLayer spec, NetworkLayer layer, int place, ParameterTensors parameters, Func<int, IRecurrentCells> create)
    {
        var cells = new IRecurrentCells[spec.Layers];
        for (int i = 0; i < spec.Layers; i++)
        {
            int number = i;
            cells[i] = create(spec.InputSize(layer.Input, i));
            parameters.Of(layer, cells[i].Module, name => name.Replace(RecurrentLayer.Suffix(0, 0), RecurrentLayer.Suffix(number, 0), StringComparison.Ordinal));
            cells[i].Flatten();
        }
        return new Recurrence(spec, layer, place, cells).Apply;
    }

    /// <param name="x">[batch, steps, features].</param>
    private Tensor Apply(Tensor x, ForwardPass pass)
    {
        int steps = _layer.Input[0];
        int[]? lengths = pass.IsRagged && _layer.InputTime is { } time ? pass.StepsAt(time) : null;
        Tensor? final = null;
        for (int i = 0; i < _cells.Length; i++)
        {
            if (lengths is null) (x, final) = _cells[i].Run(x);
            else
            {
                using var packed = pack_padded_sequence(x, tensor(Array.ConvertAll(lengths, length => (long)length)), true, false);
                (var states, final) = _cells[i].Run(packed);
                using (states) x = pad_packed_sequence(states, true, 0, steps).Item1;
            }
            if (i < _cells.Length - 1 && pass.Mode.Training && _spec.Dropout > 0)
                x = x * pass.DropoutMask(_place + ((i + 1L) << 32), _spec.Dropout, DropoutMasks.Places(pass.Device, pass.Batch, steps, _spec.Directions * _spec.HiddenSize));
        }
        return _spec.ReturnSequences ? x : final!.transpose(0, 1).reshape(pass.Batch, _spec.Directions * _spec.HiddenSize);
    }
}
