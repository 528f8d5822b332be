using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Networks.Layers;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Cpu.Kernels;

[Trait("Category", "Kernels")]
public unsafe class DirectConvolutionTests
{
    /// <summary>Channels, height, width, kernel height and width, dilation, rows: around every edge of tiles, lanes and pixel blocks.</summary>
    public static TheoryData<int, int, int, int, int, int, int> Sizes => new()
    {
        { 1, 1, 24, 1, 1, 1, 1 }, { 1, 4, 32, 3, 3, 1, 3 }, { 2, 3, 63, 3, 3, 1, 4 }, { 3, 9, 31, 2, 3, 1, 7 }, { 1, 5, 61, 3, 2, 2, 12 }, { 2, 2, 96, 1, 5, 1, 16 }, { 1, 3, 56, 5, 1, 1, 17 },
        { 2, 13, 30, 3, 3, 1, 21 }, { 1, 2, 287, 3, 3, 1, 32 }, { 1, 2, 28, 2, 2, 3, 37 },
    };

    [Theory, MemberData(nameof(Sizes))]
    public void A_row_of_outputs_agrees_with_its_reference(int channels, int height, int width, int kernelHeight, int kernelWidth, int dilation, int rows)
    {
        var bench = new Bench(channels, height, width, (kernelHeight, kernelWidth), dilation, rows);
        var convolution = bench.Convolution;
        float[] weights = Some.Floats(rows * convolution.Taps, seed: 2), biases = Some.Floats(rows, seed: 3), packed = new float[convolution.PackedLength];
        float[] expected = new float[convolution.PackedRows * convolution.RowStride], actual = new float[expected.Length];
        int y = convolution.OutHeight - 1;

        fixed (float* weightsAt = weights, biasesAt = biases, packedAt = packed, expectedAt = expected, actualAt = actual)
        {
            convolution.RowReference(bench.Padded, y, weightsAt, biasesAt, expectedAt, convolution.RowStride);
            convolution.PackWeights(weightsAt, biasesAt, packedAt);
            convolution.Row(bench.Padded, y, packedAt, actualAt, convolution.RowStride);
        }

        for (int row = 0; row < rows; row++)
            Approximately.Equal(expected.AsSpan(row * convolution.RowStride, convolution.OutWidth), actual.AsSpan(row * convolution.RowStride, convolution.OutWidth), tolerance: 1e-6 * (convolution.Taps + 1));
        GC.KeepAlive(bench);
    }

    [Theory, MemberData(nameof(Sizes))]
    public void Weight_gradients_agree_with_their_reference(int channels, int height, int width, int kernelHeight, int kernelWidth, int dilation, int rows)
    {
        var bench = new Bench(channels, height, width, (kernelHeight, kernelWidth), dilation, rows);
        var convolution = bench.Convolution;
        int stride = convolution.OutWidth + 5, plane = stride * convolution.OutHeight;
        float[] gradient = Some.Floats(rows * plane + 8, seed: 4), scratch = new float[convolution.GradientScratchLength];
        float[] expected = Some.Floats(convolution.SumLength, seed: 5), actual = [.. expected];

        fixed (float* gradientAt = gradient, scratchAt = scratch, expectedAt = expected, actualAt = actual)
        {
            convolution.AddWeightGradientReference(bench.Padded, gradientAt, plane, stride, expectedAt);
            convolution.AddWeightGradient(bench.Padded, gradientAt, plane, stride, convolution.OutHeight, actualAt, scratchAt);
        }

        for (int tap = 0; tap < convolution.Taps; tap++)
            Approximately.Equal(
                expected.AsSpan(tap * convolution.SumStride, rows), actual.AsSpan(tap * convolution.SumStride, rows), tolerance: 1e-6 * convolution.OutHeight * convolution.OutWidth);   // products within ±1
        GC.KeepAlive(bench);
    }

    [Theory, MemberData(nameof(Sizes))]
    public void The_mirrored_convolution_is_the_adjoint(int channels, int height, int width, int kernelHeight, int kernelWidth, int dilation, int rows)
    {
        var bench = new Bench(channels, height, width, (kernelHeight, kernelWidth), dilation, rows);
        DirectConvolution convolution = bench.Convolution, mirrored = new(DirectConvolution.Mirrored(bench.Geometry, rows), channels);
        float[] weights = Some.Floats(rows * convolution.Taps, seed: 2), gradient = Some.Floats(rows * convolution.OutHeight * convolution.OutWidth, seed: 6);
        float[] packed = new float[convolution.PackedLength], packedMirrored = new float[mirrored.PackedLength], padded = new float[mirrored.PaddedLength];
        float[] output = new float[convolution.PackedRows * convolution.RowStride], input = new float[mirrored.PackedRows * mirrored.RowStride];
        double left = 0, right = 0;   // ⟨gradient, convolution(image)⟩ = ⟨mirrored(gradient), image⟩

        fixed (float* weightsAt = weights, gradientAt = gradient, packedAt = packed, mirroredAt = packedMirrored, paddedAt = padded, outputAt = output, inputAt = input)
        {
            convolution.PackWeights(weightsAt, null, packedAt);
            for (int y = 0; y < convolution.OutHeight; y++)
            {
                convolution.Row(bench.Padded, y, packedAt, outputAt, convolution.RowStride);
                for (int row = 0; row < rows; row++)
                    for (int x = 0; x < convolution.OutWidth; x++) left += (double)gradient[(row * convolution.OutHeight + y) * convolution.OutWidth + x] * output[row * convolution.RowStride + x];
            }
            mirrored.PackMirroredWeights(weightsAt, mirroredAt);
            mirrored.Pad(gradientAt, paddedAt);
            for (int y = 0; y < height; y++)
            {
                mirrored.Row(paddedAt, y, mirroredAt, inputAt, mirrored.RowStride);
                for (int channel = 0; channel < channels; channel++)
                    for (int x = 0; x < width; x++) right += (double)input[channel * mirrored.RowStride + x] * bench.Image[(channel * height + y) * width + x];
            }
        }

        Assert.Equal(left, right, tolerance: 1e-6 * output.Length * convolution.Taps);
    }

    [Fact]
    public void Strides_and_rows_that_leave_tiles_empty_are_left_to_patches()
    {
        var wide = new ConvolutionGeometry(1, 4, 62, 3, 1, 1, 1, 4, 62);

        Assert.True(DirectConvolution.Suits(wide));
        Assert.False(DirectConvolution.Suits(wide with { Stride = (2, 1), OutHeight = 2 }));
        Assert.False(DirectConvolution.Suits(wide with { Width = 40, OutWidth = 40 }));
        Assert.False(DirectConvolution.Suits(wide with { Padding = 3, OutHeight = 8, OutWidth = 66 }));
    }

    /// <summary>An image, padded by as much as the kernel reaches above and to the left.</summary>
    private sealed class Bench
    {
        private readonly Arena _arena = new();

        public Bench(int channels, int height, int width, Size2d kernel, int dilation, int rows)
        {
            int top = (kernel.Height - 1) * dilation, left = (kernel.Width - 1) * dilation;
            Geometry = new(channels, height, width, kernel, 1, new(top, 0, left, 0), dilation, height, width);
            Convolution = new(Geometry, rows);
            Image = Some.Floats(channels * height * width, seed: 1);
            var padded = _arena.Reserve(Convolution.PaddedLength);
            _arena.Allocate(workers: 0);
            _arena.Span(padded).Fill(float.NaN);   // what is not written must not be read into a result
            Padded = _arena.At(padded);
            fixed (float* image = Image) Convolution.Pad(image, Padded);
        }

        public ConvolutionGeometry Geometry { get; }

        public DirectConvolution Convolution { get; }

        public float[] Image { get; }

        public float* Padded { get; }
    }
}
