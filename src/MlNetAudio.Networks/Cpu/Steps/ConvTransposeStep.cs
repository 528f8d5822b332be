using System.Numerics.Tensors;
using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>The adjoint of a convolution that sees the output: forward is its gradient by the image, the gradient by the input its forward pass.</summary>
internal sealed unsafe class ConvTransposeStep : LayerStep
{
    private readonly PatchProducts _products;
    private readonly Patches _patches;
    private readonly int _groups, _channels, _outPixels;
    private readonly Parameter _weight;
    private readonly Parameter? _bias;
    private readonly Block _weightRows, _weightRowsTransposed;
    private readonly WeightGradientSlices _slices;
    private readonly Action<int, int> _forward, _backward;

    /// <param name="geometry">Of one group of the convolution.</param>
    public ConvTransposeStep(ConvolutionGeometry geometry, int groups, bool hasBias, NetworkLayer layer, Wiring wiring) : base(layer, wiring)
    {
        (_patches, _groups, _channels, _outPixels) = (new(geometry), groups, layer.Input[0] / groups, layer.Output[1] * layer.Output[2]);
        _products = new(_patches, _channels);
        _weight = wiring.Parameters.Of(layer, "weight");
        _bias = hasBias ? wiring.Parameters.Of(layer, "bias") : null;
        _weightRows = wiring.Arena.Reserve(groups * RowsLength);
        _weightRowsTransposed = wiring.Arena.Reserve(groups * RowsTransposedLength);
        _slices = new(wiring, groups * GroupWeights + layer.Output[0]);
        wiring.Arena.ReserveScratch(_products.ScratchLength);
        (_forward, _backward) = (ForwardExample, BackwardSlice);
    }

    private int GroupWeights => _channels * _patches.Taps;

    private long RowsLength => Panels.LengthOfRows(_channels, _patches.Taps);

    private long RowsTransposedLength => Panels.LengthOfRows(_patches.Taps, _channels);

    public override void Forward(int batch, RunMode mode)
    {
        for (int group = 0; group < _groups; group++) RowsTransposed(group).PackRowsTransposed(_weight.Values + group * GroupWeights, _patches.Taps, _patches.Taps, _channels);
        Wiring.Team.Run(batch, _forward);
    }

    public override void Backward(int batch)
    {
        if (Wiring.NeedsInputGradient)
            for (int group = 0; group < _groups; group++) Rows(group).PackRows(_weight.Values + group * GroupWeights, _patches.Taps, _channels, _patches.Taps);
        Wiring.Team.Run(_slices.Begin(batch), _backward);

        float* sum = _slices.Sum();
        for (int group = 0; group < _groups; group++, sum += GroupWeights)
            for (int tap = 0; tap < _patches.Taps; tap++)
                for (int channel = 0; channel < _channels; channel++) _weight.Gradient[group * GroupWeights + channel * _patches.Taps + tap] = sum[tap * _channels + channel];
        if (_bias is { } bias) new ReadOnlySpan<float>(sum, Layer.Output[0]).CopyTo(new(bias.Gradient, Layer.Output[0]));
    }

    private void ForwardExample(int example, int worker)
    {
        for (int group = 0; group < _groups; group++)
            _products.Scatter(InputOf(example) + (long)group * _channels * _patches.Pixels, RowsTransposed(group), OutputOf(example) + (long)group * _patches.ImageLength, Wiring.Arena.Scratch(worker));
        if (_bias is not { } bias) return;
        for (int channel = 0; channel < Layer.Output[0]; channel++)
        {
            var plane = new Span<float>(OutputOf(example) + (long)channel * _outPixels, _outPixels);
            TensorPrimitives.Add(plane, bias.Values[channel], plane);
        }
    }

    private void BackwardSlice(int slice, int worker)
    {
        float* sums = _slices.Clear(slice), scratch = Wiring.Arena.Scratch(worker), biasSums = sums + _groups * GroupWeights;
        for (int example = _slices.First(slice); example < _slices.First(slice + 1); example++)
        {
            if (Wiring.NeedsInputGradient) new Span<float>(InputGradientOf(example), InputCount).Clear();
            for (int group = 0; group < _groups; group++)
            {
                float* gradient = OutputGradientOf(example) + (long)group * _patches.ImageLength;
                long input = (long)group * _channels * _patches.Pixels;
                _products.AddWeightGradient(gradient, InputOf(example) + input, sums + group * GroupWeights, scratch);
                if (Wiring.NeedsInputGradient) _products.AddProduct(gradient, Rows(group), InputGradientOf(example) + input, scratch);
            }
            for (int channel = 0; channel < Layer.Output[0]; channel++)
                biasSums[channel] += TensorPrimitives.Sum(new ReadOnlySpan<float>(OutputGradientOf(example) + (long)channel * _outPixels, _outPixels));
        }
    }

    private Panels Rows(int group) => new((nint)(Wiring.Arena.At(_weightRows) + group * RowsLength), _patches.Taps);

    private Panels RowsTransposed(int group) => new((nint)(Wiring.Arena.At(_weightRowsTransposed) + group * RowsTransposedLength), _channels);
}
