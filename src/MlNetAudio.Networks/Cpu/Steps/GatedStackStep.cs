using System.Numerics.Tensors;
using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>
/// A WaveNet's stack as a whole: each block makes z from x, passes on x + z and adds z to the total. A block of steps goes through all blocks of the network before the next one begins, forward from
/// the first steps, backward from the last; what is kept for the gradient is every block's x.
/// </summary>
internal sealed unsafe class GatedStackStep : LayerStep
{
    /// <summary>Steps of a block: what a block of the network makes of them, and the gradients of it, then stay in the second-level cache.</summary>
    private const int BlockSteps = 512;

    private readonly GatedBlock[] _blocks;
    private readonly GatedConvolution[] _convolutions;
    private readonly Weights[] _weights;
    private readonly Block[] _x, _packed;
    private readonly TimeBlocks _times;
    private readonly int _channels, _outChannels, _sumLength, _haloLength;
    private readonly long _scratchLength;
    private readonly WeightGradientSlices _slices;
    private readonly Action<int, int> _forwardExample, _forwardBlock, _backward;
    private int _layer;

    /// <param name="layer">The stack; the wiring leads from the first block's x to the total.</param>
    public GatedStackStep(IReadOnlyList<GatedBlock> blocks, NetworkLayer layer, Wiring wiring) : base(layer, wiring)
    {
        var arena = wiring.Arena;
        _blocks = [.. blocks];
        (_channels, _outChannels, _times) = (layer.Input[0], layer.Output[0], new(layer.Input[1], BlockSteps));
        _convolutions = [.. blocks.Select(block => new GatedConvolution(_channels, block.Spec.OutChannels, _outChannels, block.Offsets, _times.Longest))];
        _weights = [.. blocks.Select(block => new Weights(Convolution.Of(block.Filter, wiring), Convolution.Of(block.Gate, wiring), Convolution.Of(block.Projection, wiring)))];
        _packed = [.. _convolutions.Select(convolution => arena.Reserve(convolution.PackedLength))];
        _x = [wiring.Input.Activation, .. blocks.Skip(1).Select(_ => arena.Reserve(wiring.Input.Activation.Length))];
        (_sumLength, _haloLength, _scratchLength) = (_convolutions.Sum(item => item.SumLength), _convolutions.Sum(item => item.HaloLength), _convolutions.Max(item => item.ScratchLength));
        _slices = new(wiring, _sumLength);
        arena.ReserveScratch(_scratchLength + _haloLength + (2L * _outChannels + _channels) * _times.Longest);
        (_forwardExample, _forwardBlock, _backward) = (ForwardExample, ForwardBlock, BackwardSlice);
    }

    /// <summary>What each block passes on, and the total.</summary>
    public override IReadOnlyList<(NetworkLayer Layer, Block Values, int Count)> Outputs =>
        [.. _blocks[..^1].Select((block, i) => (block.Projection, _x[i + 1], InputCount)), (_blocks[^1].Projection, Output, OutputCount)];

    /// <summary>Where there are enough of them, each example goes through all blocks on one core; otherwise each block is shared out, to the same values.</summary>
    public override void Forward(int batch, RunMode mode)
    {
        for (int i = 0; i < _blocks.Length; i++) _weights[i].Pack(_convolutions[i], Wiring.Arena.At(_packed[i]));
        if (batch % Wiring.Team.Count == 0 || batch >= 4 * Wiring.Team.Count) Wiring.Team.Run(batch, _forwardExample);
        else
            for (_layer = 0; _layer < _blocks.Length; _layer++) Wiring.Team.Run(batch * _times.Count, _forwardBlock);
    }

    public override void Backward(int batch)
    {
        Wiring.Team.Run(_slices.Begin(batch), _backward);
        float* sum = _slices.Sum();
        for (int i = 0; i < _blocks.Length; sum += _convolutions[i++].SumLength) _weights[i].TakeGradients(_convolutions[i], sum);
    }

    private void ForwardExample(int example, int worker)
    {
        for (int time = 0; time < _times.Count; time++)
            for (int layer = 0; layer < _blocks.Length; layer++) Forward(layer, example, time, worker);
    }

    private void ForwardBlock(int part, int worker) => Forward(_layer, part / _times.Count, part % _times.Count, worker);

    private void Forward(int layer, int example, int time, int worker)
    {
        int first = _times.First(time), length = _times.LengthOf(time);
        float* scratch = Wiring.Arena.Scratch(worker);
        TimeRows x = Rows(_x[layer], _channels, example), total = Rows(Output, _outChannels, example).From(first);
        var z = layer == 0 ? total : new TimeRows(scratch + _scratchLength, _times.Longest, length);
        _convolutions[layer].Forward(x, first, length, Wiring.Arena.At(_packed[layer]), z, scratch);
        if (layer + 1 < _blocks.Length) Add(x.From(first), z, Rows(_x[layer + 1], _channels, example).From(first), _channels, length);
        if (layer > 0) Add(total, z, total, _outChannels, length);
    }

    private void BackwardSlice(int slice, int worker)
    {
        float* sums = _slices.Clear(slice), halos = Wiring.Arena.Scratch(worker) + _scratchLength;
        for (int example = _slices.First(slice); example < _slices.First(slice + 1); example++)
        {
            new Span<float>(halos, _haloLength).Clear();
            for (int time = _times.Count - 1; time >= 0; time--) Backward(example, time, sums, Wiring.Arena.Scratch(worker));
        }
    }

    /// <summary>From the last block of the network to the first: z's gradient is that of the total and, but for the last block, that of what was passed on.</summary>
    private void Backward(int example, int time, float* sums, float* scratch)
    {
        int first = _times.First(time), length = _times.LengthOf(time);
        float* halo = scratch + _scratchLength + _haloLength;
        sums += _sumLength;
        TimeRows passed = new(halo, _times.Longest, length), z = passed.AtChannel(_channels), through = z.AtChannel(_outChannels), total = Rows(Wiring.Output.Gradient, _outChannels, example).From(first);
        for (int layer = _blocks.Length - 1; layer >= 0; layer--)
        {
            bool isLast = layer == _blocks.Length - 1;
            halo -= _convolutions[layer].HaloLength;
            sums -= _convolutions[layer].SumLength;
            if (!isLast) Add(total, passed, z, _outChannels, length);
            _convolutions[layer].Backward(
                Rows(_x[layer], _channels, example), first, length, Wiring.Arena.At(_packed[layer]), isLast ? total : z, isLast ? passed : through, sums, halo, scratch);
            if (!isLast) Add(passed, through, passed, _channels, length);
        }
        if (Wiring.NeedsInputGradient) Copy(passed, Rows(Wiring.Input.Gradient, _channels, example).From(first), _channels, length);
    }

    private TimeRows Rows(Block block, int channels, int example)
    {
        int steps = _times.Steps;
        return new(Wiring.Arena.At(block) + (long)example * channels * steps, steps, steps);
    }

    private static void Add(TimeRows a, TimeRows b, TimeRows sum, int channels, int length)
    {
        for (int channel = 0; channel < channels; channel++)
            TensorPrimitives.Add(new ReadOnlySpan<float>(a.Row(channel), length), new ReadOnlySpan<float>(b.Row(channel), length), new Span<float>(sum.Row(channel), length));
    }

    private static void Copy(TimeRows source, TimeRows target, int channels, int length)
    {
        for (int channel = 0; channel < channels; channel++) new ReadOnlySpan<float>(source.Row(channel), length).CopyTo(new(target.Row(channel), length));
    }

    /// <summary>The parameters of a block's three convolutions.</summary>
    private readonly record struct Weights(Convolution Filter, Convolution Gate, Convolution Projection)
    {
        public void Pack(GatedConvolution convolution, float* packed)
        {
            convolution.PackWeights(Filter.Weight.Values, Gate.Weight.Values, Projection.Weight.Values, packed);
            convolution.PackBiases(Filter.Biases, Gate.Biases, Projection.Biases, packed);
        }

        public void TakeGradients(GatedConvolution convolution, float* sum)
        {
            float* pairBias = sum + convolution.PairBiasSumsAt;
            Filter.TakeGradient(sum, pairBias);
            Gate.TakeGradient(sum + Filter.Count, pairBias + Filter.OutChannels);
            Projection.TakeGradient(sum + convolution.ProjectionSumsAt, sum + convolution.ProjectionBiasSumsAt);
        }
    }

    /// <param name="Count">Weights.</param>
    private readonly record struct Convolution(Parameter Weight, Parameter? Bias, int Count, int OutChannels)
    {
        public float* Biases => Bias is { } bias ? bias.Values : null;

        public static Convolution Of(NetworkLayer layer, Wiring wiring) => new(
            wiring.Parameters.Of(layer, "weight"), ((Conv1d)layer.Spec).HasBias ? wiring.Parameters.Of(layer, "bias") : null, layer.Spec.Parameters(layer.Input)[0].Shape.Count, layer.Output[0]);

        public void TakeGradient(float* weights, float* biases)
        {
            new ReadOnlySpan<float>(weights, Count).CopyTo(new(Weight.Gradient, Count));
            if (Bias is { } bias) new ReadOnlySpan<float>(biases, OutChannels).CopyTo(new(bias.Gradient, OutChannels));
        }
    }
}
