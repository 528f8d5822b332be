using System.Numerics.Tensors;
using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks.Cpu.Steps;

/// <summary>
/// Convolution as a matrix product per example, weights [out channels, taps] · patches [taps, pixels], the patches cut from the padded image a block of pixels at a time.
/// </summary>
internal sealed unsafe class Conv2dStep : LayerStep
{
    /// <summary>Pixels that are cut and multiplied at once: their patches stay in the second-level cache.</summary>
    private const int PixelBlock = 256;

    /// <summary>Weight gradients are summed in so many slices of the batch, and these in order: enough for many threads, the same for every number of them.</summary>
    private const int MaxSlices = 16;

    private readonly Patches _patches;
    private readonly int _channels;
    private readonly Parameter _weight, _bias;
    private readonly Block _weightRows, _weightRowsTransposed, _slices;
    private readonly Action<int, int> _forward, _backward;
    private int _batch, _sliceCount;

    public Conv2dStep(Conv2d spec, NetworkLayer layer, Wiring wiring) : base(layer, wiring)
    {
        _patches = new(layer.Input[0], layer.Input[1], layer.Input[2], spec.Kernel, spec.Stride, spec.Padding, layer.Output[1], layer.Output[2]);
        _channels = spec.OutChannels;
        (_weight, _bias) = (wiring.Parameters.Of(layer, "weight"), wiring.Parameters.Of(layer, "bias"));
        _weightRows = wiring.Arena.Reserve(Panels.LengthOfRows(_channels, _patches.Taps));
        _weightRowsTransposed = wiring.Arena.Reserve(Panels.LengthOfRows(_patches.Taps, _channels));
        _slices = wiring.Arena.Reserve((long)Math.Min(MaxSlices, wiring.Capacity) * SliceLength);
        wiring.Arena.ReserveScratch(_patches.PaddedLength + Patches.Overrun + Math.Max(
            Panels.LengthOfColumns(PixelBlock, _patches.Taps),
            Math.Max(
                Panels.LengthOfRows(_patches.Taps, PixelBlock) + Patches.Overrun + Panels.LengthOfColumns(_channels, PixelBlock),
                Panels.LengthOfColumns(PixelBlock, _channels) + (long)_patches.Taps * PixelBlock)));
        (_forward, _backward) = (ForwardExample, BackwardSlice);
    }

    /// <summary>Weight gradient [taps, out channels], then the bias gradient [out channels].</summary>
    private int SliceLength => (_patches.Taps + 1) * _channels;

    public override void Forward(int batch, RunMode mode)
    {
        new Panels((nint)Wiring.Arena.At(_weightRows), _patches.Taps).PackRows(_weight.Values, _patches.Taps, _channels, _patches.Taps);
        Wiring.Team.Run(batch, _forward);
    }

    public override void Backward(int batch)
    {
        (_batch, _sliceCount) = (batch, Math.Min(MaxSlices, batch));
        if (Wiring.NeedsInputGradient)
            new Panels((nint)Wiring.Arena.At(_weightRowsTransposed), _channels).PackRowsTransposed(_weight.Values, _patches.Taps, _patches.Taps, _channels);
        Wiring.Team.Run(_sliceCount, _backward);

        Span<float> sum = Slice(0);
        for (int slice = 1; slice < _sliceCount; slice++) TensorPrimitives.Add(sum, Slice(slice), sum);
        for (int tap = 0; tap < _patches.Taps; tap++)
            for (int channel = 0; channel < _channels; channel++) _weight.Gradient[channel * _patches.Taps + tap] = sum[tap * _channels + channel];
        sum[(_patches.Taps * _channels)..].CopyTo(new(_bias.Gradient, _channels));
    }

    private void ForwardExample(int example, int worker)
    {
        float* padded = Wiring.Arena.Scratch(worker), output = OutputOf(example);
        var weights = new Panels((nint)Wiring.Arena.At(_weightRows), _patches.Taps);
        var columns = new Panels((nint)(padded + _patches.PaddedLength), _patches.Taps);
        _patches.Pad(InputOf(example), padded);
        for (int pixel = 0; pixel < _patches.Pixels; pixel += PixelBlock)
        {
            int count = Math.Min(PixelBlock, _patches.Pixels - pixel);
            _patches.PackColumns(padded, pixel, count, columns);
            for (int channel = 0; channel < _channels; channel++) new Span<float>(output + (long)channel * _patches.Pixels + pixel, count).Fill(_bias.Values[channel]);
            MatrixProduct.Multiply(weights, columns, _patches.Taps, output + pixel, _patches.Pixels, _channels, count, accumulate: true);
        }
    }

    private void BackwardSlice(int slice, int worker)
    {
        int first = (int)((long)slice * _batch / _sliceCount), end = (int)((long)(slice + 1) * _batch / _sliceCount);
        Slice(slice).Clear();
        for (int example = first; example < end; example++)
        {
            AddParameterGradients(example, Slice(slice), Wiring.Arena.Scratch(worker));
            if (Wiring.NeedsInputGradient) InputGradient(example, Wiring.Arena.Scratch(worker));
        }
    }

    /// <summary>slice[tap, channel] += patches · gradientᵀ, the sum running over the pixels.</summary>
    private void AddParameterGradients(int example, Span<float> slice, float* scratch)
    {
        float* gradient = OutputGradientOf(example), rowsAt = scratch + _patches.PaddedLength;
        var rows = new Panels((nint)rowsAt, PixelBlock);
        var columns = new Panels((nint)(rowsAt + Panels.LengthOfRows(_patches.Taps, PixelBlock) + Patches.Overrun), PixelBlock);
        _patches.Pad(InputOf(example), scratch);
        fixed (float* sums = slice)
            for (int pixel = 0; pixel < _patches.Pixels; pixel += PixelBlock)
            {
                int count = Math.Min(PixelBlock, _patches.Pixels - pixel);
                _patches.PackRows(scratch, pixel, count, rows);
                columns.PackColumnsTransposed(gradient + pixel, _patches.Pixels, count, _channels);
                MatrixProduct.Multiply(rows, columns, count, sums, _channels, _patches.Taps, _channels, accumulate: true);
            }
        for (int channel = 0; channel < _channels; channel++)
            slice[_patches.Taps * _channels + channel] += TensorPrimitives.Sum(new ReadOnlySpan<float>(gradient + (long)channel * _patches.Pixels, _patches.Pixels));
    }

    /// <summary>The gradient of the patches, weightsᵀ · gradient, added up where they were cut from.</summary>
    private void InputGradient(int example, float* scratch)
    {
        float* gradient = OutputGradientOf(example), columnsAt = scratch + _patches.PaddedLength, patches = columnsAt + Panels.LengthOfColumns(PixelBlock, _channels);
        var weights = new Panels((nint)Wiring.Arena.At(_weightRowsTransposed), _channels);
        var columns = new Panels((nint)columnsAt, _channels);
        new Span<float>(scratch, _patches.PaddedLength).Clear();
        for (int pixel = 0; pixel < _patches.Pixels; pixel += PixelBlock)
        {
            int count = Math.Min(PixelBlock, _patches.Pixels - pixel);
            columns.PackColumns(gradient + pixel, _patches.Pixels, _channels, count);
            MatrixProduct.Multiply(weights, columns, _channels, patches, PixelBlock, _patches.Taps, count, accumulate: false);
            _patches.ScatterColumns(patches, PixelBlock, pixel, count, scratch);
        }
        _patches.Crop(scratch, InputGradientOf(example));
    }

    private Span<float> Slice(int slice) => new(Wiring.Arena.At(_slices) + (long)slice * SliceLength, SliceLength);
}
