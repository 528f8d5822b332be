using MlNetAudio.Networks.Cpu.Kernels;
using MlNetAudio.Networks.Cpu.Plan;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Networks.Cpu.Kernels;

[Trait("Category", "Kernels")]
public unsafe class TimeConvolutionTests
{
    /// <summary>Channels, output channels, steps and output steps around every edge of tiles, vectors and blocks; taps before, on and after a step, near and far.</summary>
    public static TheoryData<int, int, int, int, int[]> Sizes => new()
    {
        { 1, 1, 1, 1, [0] },
        { 1, 5, 3, 3, [-1, 0] },
        { 3, 2, 15, 17, [-2, 0] },
        { 2, 4, 64, 64, [-1, 0, 1] },
        { 5, 3, 65, 63, [0, 2] },
        { 4, 7, 129, 120, [0, 9] },
        { 3, 6, 200, 200, [-300, 0] },
        { 20, 20, 1023, 1023, [-256, 0] },
        { 2, 9, 1025, 1025, [-8, 0] },
        { 3, 4, 2100, 2090, [0, 5, 10] },
        { 6, 5, 1500, 1510, [0, -10] },
    };

    [Theory, MemberData(nameof(Sizes))]
    public void A_convolution_agrees_with_its_reference_at_every_size(int channels, int outChannels, int steps, int outSteps, int[] offsets)
    {
        var blocks = new TimeBlocks(outSteps, Length: 1024);
        var convolution = new TimeConvolution(channels, outChannels, offsets, blocks.Longest);
        float[] input = Some.Floats(channels * steps, seed: 1), weights = Some.Floats(outChannels * convolution.Taps, seed: 2), bias = Some.Floats(Panels.RoundUp(outChannels, Panels.Rows), seed: 3);
        float[] expected = new float[outChannels * outSteps], actual = Some.Floats(expected.Length, seed: 4);

        convolution.ForwardReference(input, steps, weights, bias, expected, outSteps);
        var arena = new Arena();
        Block packed = arena.Reserve(Panels.LengthOfRows(outChannels, convolution.Taps)), scratch = arena.Reserve(convolution.ScratchLength);
        arena.Allocate(workers: 0);
        fixed (float* inputAt = input, weightsAt = weights, biasAt = bias, actualAt = actual)
        {
            var rows = new Panels((nint)arena.At(packed), convolution.Taps);
            convolution.PackWeights(weightsAt, outChannels, rows, 0);
            TimeRows from = new(inputAt, steps, steps), to = new(actualAt, outSteps, outSteps);
            for (int block = 0; block < blocks.Count; block++)
                convolution.Forward(from, blocks.First(block), blocks.LengthOf(block), rows, biasAt, to.From(blocks.First(block)), arena.At(scratch));
        }
        GC.KeepAlive(arena);

        Approximately.Equal(expected, actual, tolerance: 1e-6 * (convolution.Taps + 1));   // values within ±1, one rounding a product
    }

    [Theory, MemberData(nameof(Sizes))]
    public void Weight_gradients_agree_with_their_reference_and_are_added(int channels, int outChannels, int steps, int outSteps, int[] offsets)
    {
        var blocks = new TimeBlocks(outSteps, Length: 1024);
        var convolution = new TimeConvolution(channels, outChannels, offsets, blocks.Longest);
        float[] input = Some.Floats(channels * steps, seed: 1), gradient = Some.Floats(outChannels * outSteps, seed: 2);
        float[] expected = new float[outChannels * convolution.Taps], actual = new float[expected.Length], bias = new float[outChannels];
        Array.Fill(actual, 1f);

        convolution.WeightGradientReference(input, steps, gradient, outSteps, expected);
        var arena = new Arena();
        var scratch = arena.Reserve(convolution.ScratchLength);
        arena.Allocate(workers: 0);
        fixed (float* inputAt = input, gradientAt = gradient, actualAt = actual, biasAt = bias)
            for (int block = 0; block < blocks.Count; block++)
            {
                var from = new TimeRows(gradientAt, outSteps, outSteps).From(blocks.First(block));
                convolution.AddWeightGradient(new(inputAt, steps, steps), blocks.First(block), blocks.LengthOf(block), from, actualAt, arena.At(scratch));
                convolution.AddBiasGradient(from, blocks.LengthOf(block), biasAt);
            }
        GC.KeepAlive(arena);

        double tolerance = 1e-6 * (outSteps + 1);   // values within ±1, one rounding a product
        Approximately.Equal([.. expected.Select(value => value + 1)], actual, tolerance);
        Approximately.Equal([.. gradient.Chunk(outSteps).Select(row => (float)row.Sum(value => (double)value))], bias, tolerance);
    }
}
