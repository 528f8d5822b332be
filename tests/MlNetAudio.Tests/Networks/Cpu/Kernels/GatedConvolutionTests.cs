using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Cpu.Kernels;

[Trait("Category", "Kernels")]
public unsafe class GatedConvolutionTests
{
    /// <summary>Channels, gated channels, output channels and steps around every edge of tiles, vectors and blocks; taps near and far, farther than a block and than the whole signal.</summary>
    public static TheoryData<int, int, int, int, int[]> Sizes => new()
    {
        { 1, 1, 1, 1, [-1, 0] },
        { 3, 2, 4, 63, [-2, -1, 0] },
        { 2, 5, 3, 64, [-100, 0] },
        { 4, 4, 4, 65, [0] },
        { 5, 3, 5, 300, [-70, 0] },
        { 20, 20, 20, 520, [-256, 0] },
        { 3, 7, 2, 511, [-8, -4, 0] },
    };

    [Theory, MemberData(nameof(Sizes))]
    public void Blocks_forward_and_back_agree_with_their_reference_at_every_size(int channels, int gated, int outChannels, int steps, int[] offsets)
    {
        var blocks = new TimeBlocks(steps, Length: 128);
        var convolution = new GatedConvolution(channels, gated, outChannels, offsets, blocks.Longest);
        float[] x = Some.Floats(channels * steps, seed: 1), parameters = Some.Floats(convolution.SumLength, seed: 2), zGradient = Some.Floats(outChannels * steps, seed: 3);
        float[] expected = new float[outChannels * steps], expectedX = new float[x.Length], expectedSums = new float[parameters.Length];
        float[] actual = new float[expected.Length], actualX = new float[x.Length], actualSums = new float[parameters.Length];

        convolution.ForwardReference(x, steps, parameters, expected);
        convolution.BackwardReference(x, steps, parameters, zGradient, expectedX, expectedSums);
        var arena = new Arena();
        Block packed = arena.Reserve(convolution.PackedLength), halo = arena.Reserve(convolution.HaloLength), scratch = arena.Reserve(convolution.ScratchLength);
        arena.Allocate(workers: 0);
        fixed (float* xAt = x, parametersAt = parameters, zGradientAt = zGradient, actualAt = actual, actualXAt = actualX, sums = actualSums)
        {
            float* biases = parametersAt + convolution.PairBiasSumsAt;
            convolution.PackWeights(parametersAt, parametersAt + convolution.PairBiasSumsAt / 2, parametersAt + convolution.ProjectionSumsAt, arena.At(packed));
            convolution.PackBiases(biases, biases + gated, parametersAt + convolution.ProjectionBiasSumsAt, arena.At(packed));
            TimeRows rows = new(xAt, steps, steps), z = new(actualAt, steps, steps), gradient = new(zGradientAt, steps, steps), target = new(actualXAt, steps, steps);
            for (int block = blocks.Count - 1; block >= 0; block--)
            {
                int first = blocks.First(block), length = blocks.LengthOf(block);
                convolution.Forward(rows, first, length, arena.At(packed), z.From(first), arena.At(scratch));
                convolution.Backward(rows, first, length, arena.At(packed), gradient.From(first), target.From(first), sums, arena.At(halo), arena.At(scratch));
            }
        }
        GC.KeepAlive(arena);

        Approximately.Equal(expected, actual, tolerance: 2e-6 * (channels * offsets.Length + gated + 1));   // values within ±1, one rounding a product
        Approximately.Equal(expectedX, actualX, tolerance: 2e-6 * (2 * gated * offsets.Length + 1));
        Approximately.Equal(expectedSums, actualSums, tolerance: 2e-6 * (steps + 1));
    }

    [Theory]
    [InlineData(1), InlineData(63), InlineData(64), InlineData(511), InlineData(512), InlineData(513), InlineData(575), InlineData(576), InlineData(577), InlineData(16_000)]
    public void Blocks_of_time_cover_every_step_once_and_none_is_longer_than_said(int steps)
    {
        var blocks = new TimeBlocks(steps, Length: 512);

        Assert.Equal(0, blocks.First(0));
        Assert.Equal(steps, Enumerable.Range(0, blocks.Count).Sum(blocks.LengthOf));
        Assert.All(Enumerable.Range(0, blocks.Count), block => Assert.InRange(blocks.LengthOf(block), Math.Min(steps, TimeBlocks.Grain), blocks.Longest));
    }
}
