using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Cpu.Kernels;

[Trait("Category", "Kernels")]
public unsafe class DepthwiseConvolutionTests
{
    /// <summary>Height, width, kernel, stride, padding and dilation (each along height, then width): rows around every edge of vectors, strides longer and shorter than the kernel, outputs in the padding alone.</summary>
    public static TheoryData<int, int, int, int, int, int, int, int, int, int> Sizes
    {
        get
        {
            var sizes = new TheoryData<int, int, int, int, int, int, int, int, int, int>();
            for (int width = 1; width <= 67; width++) sizes.Add(3, width, 3, 3, 1, 1, 1, 1, 1, 1);
            sizes.Add(20, 51, 3, 3, 1, 1, 1, 1, 1, 1);
            sizes.Add(20, 51, 3, 3, 2, 2, 1, 1, 1, 1);
            sizes.Add(20, 101, 3, 1, 2, 1, 1, 0, 1, 1);
            sizes.Add(1, 101, 1, 3, 1, 1, 0, 8, 1, 8);
            sizes.Add(5, 101, 5, 5, 1, 1, 0, 2, 1, 1);
            sizes.Add(7, 23, 2, 4, 3, 5, 1, 0, 2, 1);
            sizes.Add(9, 8, 3, 2, 2, 3, 3, 4, 2, 3);
            sizes.Add(4, 40, 1, 1, 2, 7, 0, 0, 1, 1);
            return sizes;
        }
    }

    [Theory, MemberData(nameof(Sizes))]
    public void Outputs_and_gradients_agree_with_their_references_at_every_size(
        int height, int width, int kernelHeight, int kernelWidth, int strideHeight, int strideWidth, int paddingHeight, int paddingWidth, int dilationHeight, int dilationWidth)
    {
        int outHeight = (height + 2 * paddingHeight - dilationHeight * (kernelHeight - 1) - 1) / strideHeight + 1, outWidth = (width + 2 * paddingWidth - dilationWidth * (kernelWidth - 1) - 1) / strideWidth + 1;
        var convolution = new DepthwiseConvolution(new(
            1, height, width, (kernelHeight, kernelWidth), (strideHeight, strideWidth), (paddingHeight, paddingWidth), (dilationHeight, dilationWidth), outHeight, outWidth));
        float[] image = Some.Floats(height * width, seed: 1), taps = Some.Floats(convolution.Taps, seed: 2), gradient = Some.Floats(outHeight * outWidth, seed: 3);
        float[] expected = new float[gradient.Length], actual = new float[gradient.Length], expectedTaps = [.. taps], actualTaps = [.. taps];
        float[] expectedImage = new float[image.Length], actualImage = new float[image.Length], scratch = Some.Floats(convolution.ScratchLength, seed: 4);
        float expectedBias = 1, actualBias = 1;

        fixed (float* imageAt = image, tapsAt = taps, gradientAt = gradient, expectedAt = expected, expectedTapsAt = expectedTaps, expectedImageAt = expectedImage)
        {
            convolution.ForwardReference(imageAt, tapsAt, 0.5f, expectedAt);
            convolution.BackwardReference(imageAt, tapsAt, gradientAt, expectedTapsAt, ref expectedBias, expectedImageAt);
        }
        fixed (float* imageAt = image, tapsAt = taps, gradientAt = gradient, actualAt = actual, actualTapsAt = actualTaps, actualImageAt = actualImage, scratchAt = scratch)
        {
            convolution.Clear(scratchAt);
            convolution.Forward(imageAt, tapsAt, 0.5f, actualAt, scratchAt);
            convolution.Backward(imageAt, tapsAt, gradientAt, actualTapsAt, ref actualBias, actualImageAt, adds: false, scratchAt);
            convolution.Backward(imageAt, tapsAt, gradientAt, actualTapsAt, ref actualBias, actualImageAt, adds: true, scratchAt);
        }

        double tolerance = 2e-6 * gradient.Length;   // values within ±1, one rounding a product
        Approximately.Equal(expected, actual, tolerance: 1e-6 * convolution.Taps);
        Approximately.Equal([.. expectedTaps.Zip(taps, (sum, before) => 2 * sum - before)], actualTaps, tolerance);
        Approximately.Equal([.. expectedImage.Select(value => 2 * value)], actualImage, tolerance: 2e-6 * convolution.Taps);
        Assert.Equal(2 * expectedBias - 1, actualBias, tolerance);
    }
}
