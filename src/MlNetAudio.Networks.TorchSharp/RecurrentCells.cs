using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.utils.rnn;

namespace MlNetAudio.Networks.TorchSharp;

/// <summary>What PyTorch's recurrent modules have in common, which its types do not say: all states [batch, steps, directions · hidden], and the final ones [directions, batch, hidden].</summary>
internal interface IRecurrentCells
{
    nn.Module Module { get; }

    (Tensor States, Tensor Final) Run(Tensor input);

    (PackedSequence States, Tensor Final) Run(PackedSequence input);

    /// <summary>Lays the weights out as cuDNN wants them.</summary>
    void Flatten();
}

internal sealed class RnnCells(RNN module) : IRecurrentCells
{
    public nn.Module Module => module;

    public (Tensor States, Tensor Final) Run(Tensor input) => module.call(input);

    public (PackedSequence States, Tensor Final) Run(PackedSequence input) => module.call(input);

    public void Flatten() => module.flatten_parameters();
}

internal sealed class GruCells(GRU module) : IRecurrentCells
{
    public nn.Module Module => module;

    public (Tensor States, Tensor Final) Run(Tensor input) => module.call(input);

    public (PackedSequence States, Tensor Final) Run(PackedSequence input) => module.call(input);

    public void Flatten() => module.flatten_parameters();
}

internal sealed class LstmCells(LSTM module) : IRecurrentCells
{
    public nn.Module Module => module;

    public (Tensor States, Tensor Final) Run(Tensor input)
    {
        var (states, final, _) = module.call(input);
        return (states, final);
    }

    public (PackedSequence States, Tensor Final) Run(PackedSequence input)
    {
        var (states, final, _) = module.call(input);
        return (states, final);
    }

    public void Flatten() => module.flatten_parameters();
}
