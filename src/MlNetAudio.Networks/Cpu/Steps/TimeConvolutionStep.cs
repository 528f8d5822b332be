using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>A convolution along time with few weights, forward in blocks of steps of each example, backward in slices of examples.</summary>
internal sealed unsafe class TimeConvolutionStep : LayerStep
{
    /// <summary>Steps of a block: 8 rows of it stay in the first-level cache.</summary>
    private const int BlockSteps = 1024;

    private readonly TimeConvolution _convolution, _adjoint;
    private readonly TimeBlocks _blocks, _adjointBlocks;
    private readonly int _channels, _outChannels;
    private readonly Parameter _weight;
    private readonly Parameter? _bias;
    private readonly Block _weights, _weightsTransposed, _paddedBias, _noBias;
    private readonly WeightGradientSlices _slices;
    private readonly Action<int, int> _forward, _backward;

    public TimeConvolutionStep(Conv1d spec, NetworkLayer layer, Wiring wiring) : base(layer, wiring)
    {
        (_channels, _outChannels) = (layer.Input[0], spec.OutChannels);
        int[] offsets = Offsets(spec);
        (_blocks, _adjointBlocks) = (new(layer.Output[1], BlockSteps), new(layer.Input[1], BlockSteps));
        _convolution = new(_channels, _outChannels, offsets, _blocks.Longest);
        _adjoint = new(_outChannels, _channels, [.. offsets.Select(offset => -offset)], _adjointBlocks.Longest);
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

    /// <summary>Of each tap of the kernel, in steps.</summary>
    public static int[] Offsets(Conv1d spec) => [.. Enumerable.Range(0, spec.Kernel).Select(tap => tap * spec.Dilation - spec.Padding.Before)];

    public override void Forward(int batch, RunMode mode)
    {
        _convolution.PackWeights(_weight.Values, _outChannels, Weights, 0);
        if (_bias is { } bias) new ReadOnlySpan<float>(bias.Values, _outChannels).CopyTo(Wiring.Arena.Span(_paddedBias));
        Wiring.Team.Run(batch * _blocks.Count, _forward);
    }

    public override void Backward(int batch)
    {
        if (Wiring.NeedsInputGradient) _adjoint.PackAdjoint(_weight.Values, _outChannels, WeightsTransposed, 0);
        Wiring.Team.Run(_slices.Begin(batch), _backward);
        float* sum = _slices.Sum();
        new ReadOnlySpan<float>(sum, WeightCount).CopyTo(new(_weight.Gradient, WeightCount));
        if (_bias is { } bias) new ReadOnlySpan<float>(sum + WeightCount, _outChannels).CopyTo(new(bias.Gradient, _outChannels));
    }

    private TimeRows AsInput(float* data) => new(data, _adjointBlocks.Steps, _adjointBlocks.Steps);

    private TimeRows AsOutput(float* data) => new(data, _blocks.Steps, _blocks.Steps);

    private void ForwardBlock(int part, int worker)
    {
        int example = part / _blocks.Count, block = part % _blocks.Count, first = _blocks.First(block);
        _convolution.Forward(
            AsInput(InputOf(example)), first, _blocks.LengthOf(block), Weights, Wiring.Arena.At(_paddedBias), AsOutput(OutputOf(example)).From(first), Wiring.Arena.Scratch(worker));
    }

    /// <summary>A slice holds the weight gradient as the weights lie, then the bias gradient.</summary>
    private void BackwardSlice(int slice, int worker)
    {
        float* sums = _slices.Clear(slice), scratch = Wiring.Arena.Scratch(worker);
        for (int example = _slices.First(slice); example < _slices.First(slice + 1); example++)
        {
            TimeRows input = AsInput(InputOf(example)), gradient = AsOutput(OutputGradientOf(example));
            for (int block = 0; block < Math.Max(_blocks.Count, _adjointBlocks.Count); block++)
            {
                if (block < _blocks.Count)
                {
                    int first = _blocks.First(block), length = _blocks.LengthOf(block);
                    _convolution.AddWeightGradient(input, first, length, gradient.From(first), sums, scratch);
                    _convolution.AddBiasGradient(gradient.From(first), length, sums + WeightCount);
                }
                if (Wiring.NeedsInputGradient && block < _adjointBlocks.Count) InputGradient(example, gradient, block, scratch);
            }
        }
    }

    private void InputGradient(int example, TimeRows gradient, int block, float* scratch)
    {
        int first = _adjointBlocks.First(block);
        _adjoint.Forward(gradient, first, _adjointBlocks.LengthOf(block), WeightsTransposed, Wiring.Arena.At(_noBias), AsInput(InputGradientOf(example)).From(first), scratch);
    }
}
