using System.Numerics.Tensors;
using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>
/// A convolution that needs no patches, row of outputs by row of outputs, and the gradient by its input as the mirrored convolution of the output's gradient. What follows it in the network
/// may be part of the same step: it takes the rows while they are in the cache, and gives back the gradient by them an example at a time, so neither is ever stored for the whole batch.
/// </summary>
internal unsafe class DirectConvolutionStep : LayerStep
{
    /// <summary>Rows whose gradient is made at once where the mirrored convolution, which must see all of them, is not needed: they stay in the second-level cache.</summary>
    private const int Band = 16;

    private readonly DirectConvolution _convolution, _mirrored;
    private readonly int _channels;
    private readonly Parameter _weight;
    private readonly Parameter? _bias;
    private readonly Block _packed, _packedMirrored;
    private readonly WeightGradientSlices _slices;
    private readonly Action<int, int> _forward, _backward;

    /// <param name="layer">The convolution.</param>
    /// <param name="wiring">From its input to the output of the last layer of the step.</param>
    public DirectConvolutionStep(ConvolutionGeometry geometry, bool hasBias, NetworkLayer layer, Wiring wiring) : base(layer, wiring)
    {
        _channels = layer.Output[0];
        _convolution = new(geometry, _channels);
        _mirrored = new(DirectConvolution.Mirrored(geometry, _channels), geometry.Channels);
        _weight = wiring.Parameters.Of(layer, "weight");
        _bias = hasBias ? wiring.Parameters.Of(layer, "bias") : null;
        (_packed, _packedMirrored) = (wiring.Arena.Reserve(_convolution.PackedLength), wiring.Arena.Reserve(_mirrored.PackedLength));
        _slices = new(wiring, _convolution.SumLength + _channels);
        wiring.Arena.ReserveScratch(_convolution.PaddedLength + Math.Max(
            2 * RowBuffer(_convolution), _mirrored.PaddedLength + Math.Max(RowBuffer(_mirrored), _convolution.GradientScratchLength)));
        (_forward, _backward) = (ForwardExample, BackwardSlice);
    }

    /// <summary>Pixels of a row of the convolution's outputs.</summary>
    protected int Width => _convolution.OutWidth;

    protected int Height => _convolution.OutHeight;

    protected int Channels => _channels;

    public override void Forward(int batch, RunMode mode)
    {
        _convolution.PackWeights(_weight.Values, _bias is { } bias ? bias.Values : null, Wiring.Arena.At(_packed));
        Wiring.Team.Run(batch, _forward);
    }

    public override void Backward(int batch)
    {
        if (Wiring.NeedsInputGradient) _mirrored.PackMirroredWeights(_weight.Values, Wiring.Arena.At(_packedMirrored));
        Wiring.Team.Run(_slices.Begin(batch), _backward);

        float* sum = _slices.Sum();
        for (int channel = 0; channel < _channels; channel++)
            for (int tap = 0; tap < _convolution.Taps; tap++) _weight.Gradient[channel * _convolution.Taps + tap] = sum[tap * _convolution.SumStride + channel];
        if (_bias is { } bias) new ReadOnlySpan<float>(sum + _convolution.SumLength, _channels).CopyTo(new(bias.Gradient, _channels));
    }

    /// <summary>Takes two rows of outputs, y and y + 1, of all channels; of the last row alone where their number is odd.</summary>
    /// <param name="rows">Row y of channel c stands at c · <paramref name="stride"/>, row y + 1 half a stride further.</param>
    protected virtual void TakeRows(int example, int y, float* rows, int stride)
    {
        for (int channel = 0; channel < _channels; channel++)
            for (int row = y; row < Math.Min(y + 2, Height); row++)
                new ReadOnlySpan<float>(rows + channel * stride + (row - y) * (stride / 2), Width).CopyTo(new(OutputOf(example) + ((long)channel * Height + row) * Width, Width));
    }

    /// <summary>Writes the gradient by the convolution's outputs, rows <paramref name="first"/> to first + count − 1 of one channel; first is even.</summary>
    /// <param name="rows">Zeros to begin with; the first row, and each <paramref name="stride"/> after the one before.</param>
    protected virtual void GiveGradient(int example, int channel, int first, int count, float* rows, int stride)
    {
        float* gradient = OutputGradientOf(example) + ((long)channel * Height + first) * Width;
        for (int y = 0; y < count; y++) new ReadOnlySpan<float>(gradient + (long)y * Width, Width).CopyTo(new(rows + (long)y * stride, Width));
    }

    private void ForwardExample(int example, int worker)
    {
        float* padded = Wiring.Arena.Scratch(worker), rows = padded + _convolution.PaddedLength, packed = Wiring.Arena.At(_packed);
        int stride = 2 * _convolution.RowStride;
        _convolution.Pad(InputOf(example), padded);
        for (int y = 0; y < Height; y += 2)
        {
            _convolution.Row(padded, y, packed, rows, stride);
            if (y + 1 < Height) _convolution.Row(padded, y + 1, packed, rows + _convolution.RowStride, stride);
            TakeRows(example, y, rows, stride);
        }
    }

    /// <summary>A slice holds the weight gradient [taps, channels], then the bias gradient [channels].</summary>
    private void BackwardSlice(int slice, int worker)
    {
        float* sums = _slices.Clear(slice), padded = Wiring.Arena.Scratch(worker), gradient = padded + _convolution.PaddedLength, rest = gradient + _mirrored.PaddedLength;
        float* biasSums = sums + _convolution.SumLength;
        var (band, plane, origin, length) = Wiring.NeedsInputGradient
            ? (Height, _mirrored.PaddedPlane, _mirrored.PaddedOrigin, _mirrored.PaddedLength)
            : (Math.Min(Band, Height), Math.Min(Band, Height) * _mirrored.PaddedWidth, 0, _channels * Math.Min(Band, Height) * _mirrored.PaddedWidth);
        for (int example = _slices.First(slice); example < _slices.First(slice + 1); example++)
        {
            _convolution.Pad(InputOf(example), padded);
            for (int y = 0; y < Height; y += band)
            {
                int rows = Math.Min(band, Height - y);
                new Span<float>(gradient, length).Clear();
                for (int channel = 0; channel < _channels; channel++)
                {
                    GiveGradient(example, channel, y, rows, gradient + origin + (long)channel * plane, _mirrored.PaddedWidth);
                    biasSums[channel] += TensorPrimitives.Sum(new ReadOnlySpan<float>(gradient + (long)channel * plane, plane));
                }
                _convolution.AddWeightGradient(padded + (long)y * _convolution.PaddedWidth, gradient + origin, plane, _mirrored.PaddedWidth, rows, sums, rest);
            }
            if (Wiring.NeedsInputGradient) InputGradient(InputGradientOf(example), gradient, rest);
        }
    }

    private void InputGradient(float* image, float* gradient, float* row)
    {
        int height = _mirrored.OutHeight, width = _mirrored.OutWidth, stride = _mirrored.RowStride;
        for (int y = 0; y < height; y++)
        {
            _mirrored.Row(gradient, y, Wiring.Arena.At(_packedMirrored), row, stride);
            for (int channel = 0; channel < InputCount / (height * width); channel++)
                new ReadOnlySpan<float>(row + (long)channel * stride, width).CopyTo(new(image + ((long)channel * height + y) * width, width));
        }
    }

    private static long RowBuffer(DirectConvolution convolution) => (long)convolution.PackedRows * convolution.RowStride;
}
