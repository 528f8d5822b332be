using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>A convolution of as many groups as channels, plane by plane; each channel may make several outputs.</summary>
internal sealed unsafe class DepthwiseConvolutionStep : LayerStep
{
    private readonly DepthwiseConvolution _convolution;
    private readonly int _channels, _multiplier;
    private readonly Parameter _weight;
    private readonly Parameter? _bias;
    private readonly WeightGradientSlices _slices;
    private readonly Action<int, int> _forward, _backward;

    /// <param name="geometry">Of one channel.</param>
    public DepthwiseConvolutionStep(ConvolutionGeometry geometry, bool hasBias, NetworkLayer layer, Wiring wiring) : base(layer, wiring)
    {
        _convolution = new(geometry);
        (_channels, _multiplier) = (layer.Input[0], layer.Output[0] / layer.Input[0]);
        _weight = wiring.Parameters.Of(layer, "weight");
        _bias = hasBias ? wiring.Parameters.Of(layer, "bias") : null;
        _slices = new(wiring, layer.Output[0] * (_convolution.Taps + 1));
        wiring.Arena.ReserveScratch(_convolution.ScratchLength);
        (_forward, _backward) = (ForwardExample, BackwardSlice);
    }

    private int OutChannels => _channels * _multiplier;

    public override void Forward(int batch, RunMode mode) => Wiring.Team.Run(batch, _forward);

    public override void Backward(int batch)
    {
        Wiring.Team.Run(_slices.Begin(batch), _backward);
        float* sum = _slices.Sum();
        int weights = OutChannels * _convolution.Taps;
        new ReadOnlySpan<float>(sum, weights).CopyTo(new(_weight.Gradient, weights));
        if (_bias is { } bias) new ReadOnlySpan<float>(sum + weights, OutChannels).CopyTo(new(bias.Gradient, OutChannels));
    }

    private void ForwardExample(int example, int worker)
    {
        float* scratch = Wiring.Arena.Scratch(worker);
        _convolution.Clear(scratch);
        for (int i = 0; i < OutChannels; i++)
        {
            float* image = InputOf(example) + (long)(i / _multiplier) * _convolution.ImageLength, output = OutputOf(example) + (long)i * _convolution.OutputLength;
            _convolution.Forward(image, _weight.Values + (long)i * _convolution.Taps, _bias is { } bias ? bias.Values[i] : 0, output, scratch);
        }
    }

    /// <summary>A slice holds the weight gradient as the weights lie, then the bias gradient.</summary>
    private void BackwardSlice(int slice, int worker)
    {
        float* sums = _slices.Clear(slice), biasSums = sums + OutChannels * _convolution.Taps, scratch = Wiring.Arena.Scratch(worker);
        _convolution.Clear(scratch);
        for (int example = _slices.First(slice); example < _slices.First(slice + 1); example++)
            for (int i = 0; i < OutChannels; i++)
            {
                long image = (long)(i / _multiplier) * _convolution.ImageLength, output = (long)i * _convolution.OutputLength, taps = (long)i * _convolution.Taps;
                float* imageGradient = Wiring.NeedsInputGradient ? InputGradientOf(example) + image : null;
                _convolution.Backward(
                    InputOf(example) + image, _weight.Values + taps, OutputGradientOf(example) + output, sums + taps, ref biasSums[i], imageGradient, adds: i % _multiplier > 0, scratch);
            }
    }
}
