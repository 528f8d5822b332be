using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>A convolution along time with few weights, forward in blocks of steps of each example, backward in slices of examples.</summary>
internal sealed unsafe class TimeConvolutionStep : LayerStep
{
    private readonly TimeConvolution _convolution, _adjoint;
    private readonly int _channels, _outChannels, _kernel;
    private readonly Parameter _weight;
    private readonly Parameter? _bias;
    private readonly Block _weights, _weightsTransposed, _paddedBias, _noBias;
    private readonly WeightGradientSlices _slices;
    private readonly Action<int, int> _forward, _backward;

    public TimeConvolutionStep(Conv1d spec, NetworkLayer layer, Wiring wiring) : base(layer, wiring)
    {
        (_channels, _outChannels, _kernel) = (layer.Input[0], spec.OutChannels, spec.Kernel);
        int[] offsets = [.. Enumerable.Range(0, _kernel).Select(tap => tap * spec.Dilation - spec.Padding.Before)];
        _convolution = new(_channels, _outChannels, offsets, layer.Input[1], layer.Output[1]);
        _adjoint = new(_outChannels, _channels, [.. offsets.Select(offset => -offset)], layer.Output[1], layer.Input[1]);
        _weight = wiring.Parameters.Of(layer, "weight");
        _bias = spec.HasBias ? wiring.Parameters.Of(layer, "bias") : null;
        _weights = wiring.Arena.Reserve(Panels.LengthOfRows(_outChannels, _convolution.Taps));
        _weightsTransposed = wiring.Arena.Reserve(Panels.LengthOfRows(_channels, _adjoint.Taps));
        _paddedBias = wiring.Arena.Reserve(Panels.RoundUp(_outChannels, Panels.Rows));
        _noBias = wiring.Arena.Reserve(Panels.RoundUp(_channels, Panels.Rows));
        _slices = new(wiring, (_convolution.Taps + 1) * _outChannels);
        wiring.Arena.ReserveScratch(Math.Max(_convolution.ScratchLength, _adjoint.ScratchLength));
        (_forward, _backward) = (ForwardBlock, BackwardSlice);
    }

    private int WeightCount => _outChannels * _convolution.Taps;

    private Panels Weights => new((nint)Wiring.Arena.At(_weights), _convolution.Taps);

    private Panels WeightsTransposed => new((nint)Wiring.Arena.At(_weightsTransposed), _adjoint.Taps);

    /// <summary>Stride 1, one group, and so few weights that they are worth reading again for every tile of steps.</summary>
    public static bool Suits(Conv1d spec, NetworkLayer layer) =>
        spec is { Stride: 1, Groups: 1 } && layer.Input[0] * spec.Kernel * spec.OutChannels <= TimeConvolution.MaxWeights;

    public override void Forward(int batch, RunMode mode)
    {
        Weights.PackRows(_weight.Values, _convolution.Taps, _outChannels, _convolution.Taps);
        if (_bias is { } bias) new ReadOnlySpan<float>(bias.Values, _outChannels).CopyTo(Wiring.Arena.Span(_paddedBias));
        Wiring.Team.Run(batch * _convolution.Blocks, _forward);
    }

    public override void Backward(int batch)
    {
        if (Wiring.NeedsInputGradient) PackTransposed();
        Wiring.Team.Run(_slices.Begin(batch), _backward);
        float* sum = _slices.Sum();
        new ReadOnlySpan<float>(sum, WeightCount).CopyTo(new(_weight.Gradient, WeightCount));
        if (_bias is { } bias) new ReadOnlySpan<float>(sum + WeightCount, _outChannels).CopyTo(new(bias.Gradient, _outChannels));
    }

    private void ForwardBlock(int part, int worker)
    {
        int example = part / _convolution.Blocks, block = part % _convolution.Blocks;
        _convolution.Forward(InputOf(example), Weights, Wiring.Arena.At(_paddedBias), OutputOf(example), block, Wiring.Arena.Scratch(worker));
    }

    /// <summary>A slice holds the weight gradient as the weights lie, then the bias gradient.</summary>
    private void BackwardSlice(int slice, int worker)
    {
        float* sums = _slices.Clear(slice), scratch = Wiring.Arena.Scratch(worker);
        for (int example = _slices.First(slice); example < _slices.First(slice + 1); example++)
        {
            float* input = InputOf(example), gradient = OutputGradientOf(example);
            for (int block = 0; block < _convolution.Blocks; block++)
            {
                _convolution.AddWeightGradient(input, gradient, sums, block, scratch);
                _convolution.AddBiasGradient(gradient, sums + WeightCount, block);
                if (Wiring.NeedsInputGradient && block < _adjoint.Blocks) _adjoint.Forward(gradient, WeightsTransposed, Wiring.Arena.At(_noBias), InputGradientOf(example), block, scratch);
            }
            if (!Wiring.NeedsInputGradient) continue;
            for (int block = _convolution.Blocks; block < _adjoint.Blocks; block++)
                _adjoint.Forward(gradient, WeightsTransposed, Wiring.Arena.At(_noBias), InputGradientOf(example), block, scratch);
        }
    }

    /// <summary>Weights [out, channels, kernel] as rows of A [channels, (out, kernel)]; rows that fill the last panel stay zero.</summary>
    private void PackTransposed()
    {
        for (int channel = 0; channel < _channels; channel++)
        {
            float* row = WeightsTransposed.AtRow(channel / Panels.Rows * Panels.Rows).Data + channel % Panels.Rows;
            for (int k = 0; k < _adjoint.Taps; k++) row[k * Panels.Rows] = _weight.Values[k / _kernel * _convolution.Taps + channel * _kernel + k % _kernel];
        }
    }
}
