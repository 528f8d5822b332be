using System.Numerics.Tensors;
using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>Convolution as a matrix product for each example and group: weights [out channels, taps] · patches [taps, pixels].</summary>
internal sealed unsafe class ConvolutionStep : LayerStep
{
    private readonly PatchProducts _products;
    private readonly Patches _patches;
    private readonly int _groups, _channels;
    private readonly Parameter _weight;
    private readonly Parameter? _bias;
    private readonly Block _weightRows, _weightRowsTransposed;
    private readonly WeightGradientSlices _slices;
    private readonly Action<int, int> _forward, _backward;

    /// <param name="geometry">Of one group.</param>
    public ConvolutionStep(ConvolutionGeometry geometry, int groups, bool hasBias, NetworkLayer layer, Wiring wiring) : base(layer, wiring)
    {
        (_patches, _groups, _channels) = (new(geometry), groups, layer.Output[0] / groups);
        _products = new(_patches, _channels);
        _weight = wiring.Parameters.Of(layer, "weight");
        _bias = hasBias ? wiring.Parameters.Of(layer, "bias") : null;
        _weightRows = wiring.Arena.Reserve(groups * RowsLength);
        _weightRowsTransposed = wiring.Arena.Reserve(groups * RowsTransposedLength);
        _slices = new(wiring, groups * (_patches.Taps + 1) * _channels);
        wiring.Arena.ReserveScratch(_products.ScratchLength);
        (_forward, _backward) = (ForwardExample, BackwardSlice);
    }

    private int GroupWeights => _channels * _patches.Taps;

    private long RowsLength => Panels.LengthOfRows(_channels, _patches.Taps);

    private long RowsTransposedLength => Panels.LengthOfRows(_patches.Taps, _channels);

    public override void Forward(int batch, RunMode mode)
    {
        for (int group = 0; group < _groups; group++) Rows(group).PackRows(_weight.Values + group * GroupWeights, _patches.Taps, _channels, _patches.Taps);
        Wiring.Team.Run(batch, _forward);
    }

    public override void Backward(int batch)
    {
        if (Wiring.NeedsInputGradient)
            for (int group = 0; group < _groups; group++) RowsTransposed(group).PackRowsTransposed(_weight.Values + group * GroupWeights, _patches.Taps, _patches.Taps, _channels);
        Wiring.Team.Run(_slices.Begin(batch), _backward);

        float* sum = _slices.Sum();
        for (int group = 0; group < _groups; group++, sum += GroupWeights)
            for (int tap = 0; tap < _patches.Taps; tap++)
                for (int channel = 0; channel < _channels; channel++) _weight.Gradient[group * GroupWeights + channel * _patches.Taps + tap] = sum[tap * _channels + channel];
        if (_bias is { } bias) new ReadOnlySpan<float>(sum, _groups * _channels).CopyTo(new(bias.Gradient, _groups * _channels));
    }

    private void ForwardExample(int example, int worker)
    {
        float* output = OutputOf(example);
        for (int channel = 0; channel < _groups * _channels; channel++)
            new Span<float>(output + (long)channel * _patches.Pixels, _patches.Pixels).Fill(_bias is { } bias ? bias.Values[channel] : 0);
        for (int group = 0; group < _groups; group++)
            _products.AddProduct(InputOf(example) + (long)group * _patches.ImageLength, Rows(group), output + (long)group * _channels * _patches.Pixels, Wiring.Arena.Scratch(worker));
    }

    /// <summary>A slice holds, for each group, the weight gradient [taps, channels], then the bias gradient [out channels].</summary>
    private void BackwardSlice(int slice, int worker)
    {
        float* sums = _slices.Clear(slice), scratch = Wiring.Arena.Scratch(worker), biasSums = sums + _groups * GroupWeights;
        for (int example = _slices.First(slice); example < _slices.First(slice + 1); example++)
        {
            for (int group = 0; group < _groups; group++)
            {
                float* image = InputOf(example) + (long)group * _patches.ImageLength, gradient = OutputGradientOf(example) + (long)group * _channels * _patches.Pixels;
                _products.AddWeightGradient(image, gradient, sums + group * GroupWeights, scratch);
                if (Wiring.NeedsInputGradient) _products.Scatter(gradient, RowsTransposed(group), InputGradientOf(example) + (long)group * _patches.ImageLength, scratch);
            }
            for (int channel = 0; channel < _groups * _channels; channel++)
                biasSums[channel] += TensorPrimitives.Sum(new ReadOnlySpan<float>(OutputGradientOf(example) + (long)channel * _patches.Pixels, _patches.Pixels));
        }
    }

    private Panels Rows(int group) => new((nint)(Wiring.Arena.At(_weightRows) + group * RowsLength), _patches.Taps);

    private Panels RowsTransposed(int group) => new((nint)(Wiring.Arena.At(_weightRowsTransposed) + group * RowsTransposedLength), _channels);
}
