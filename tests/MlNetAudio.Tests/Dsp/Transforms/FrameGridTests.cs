using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Tests.Dsp.Transforms;

public class FrameGridTests
{
    /// <summary>numpy.pad(1 .. n, padding, mode), NumPy 1.24: paddings shorter and several times longer than the signal.</summary>
    public static TheoryData<int, PadMode, float[]> OfNumpy => new()
    {
        { 5, PadMode.Constant, [0, 0, 0, 1, 2, 3, 4, 5, 0, 0, 0] },
        { 5, PadMode.Reflect, [4, 3, 2, 1, 2, 3, 4, 5, 4, 3, 2] },
        { 5, PadMode.Edge, [1, 1, 1, 1, 2, 3, 4, 5, 5, 5, 5] },
        { 5, PadMode.Symmetric, [3, 2, 1, 1, 2, 3, 4, 5, 5, 4, 3] },
        { 5, PadMode.Wrap, [3, 4, 5, 1, 2, 3, 4, 5, 1, 2, 3] },
        { 2, PadMode.Constant, [0, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 0] },
        { 2, PadMode.Reflect, [2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1] },
        { 2, PadMode.Edge, [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2] },
        { 2, PadMode.Symmetric, [1, 1, 2, 2, 1, 1, 2, 2, 1, 1, 2, 2] },
        { 2, PadMode.Wrap, [2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1] },
        { 1, PadMode.Constant, [0, 0, 0, 0, 1, 0, 0, 0, 0] },
        { 1, PadMode.Reflect, [1, 1, 1, 1, 1, 1, 1, 1, 1] },
        { 1, PadMode.Edge, [1, 1, 1, 1, 1, 1, 1, 1, 1] },
        { 1, PadMode.Symmetric, [1, 1, 1, 1, 1, 1, 1, 1, 1] },
        { 1, PadMode.Wrap, [1, 1, 1, 1, 1, 1, 1, 1, 1] },
        { 3, PadMode.Constant, [0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0] },
        { 3, PadMode.Reflect, [1, 2, 3, 2, 1, 2, 3, 2, 1, 2, 3, 2, 1, 2, 3, 2, 1, 2, 3] },
        { 3, PadMode.Edge, [1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3] },
        { 3, PadMode.Symmetric, [2, 1, 1, 2, 3, 3, 2, 1, 1, 2, 3, 3, 2, 1, 1, 2, 3, 3, 2] },
        { 3, PadMode.Wrap, [2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2] },
    };

    [Theory, MemberData(nameof(OfNumpy))]
    public void Padding_is_that_of_NumPy(int samples, PadMode mode, float[] expected)
    {
        float[] signal = [.. Enumerable.Range(1, samples).Select(n => (float)n)];
        var grid = new FrameGrid(expected.Length - samples, 1, Centered: true, mode);
        float[] scratch = new float[expected.Length];

        int frames = grid.Count(samples);
        var cut = grid.Cut(signal, 0, frames, scratch);

        Assert.Equal(expected, cut);
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public void Every_frame_by_itself_is_the_part_of_the_padded_signal(int mode)
    {
        float[] signal = [.. Enumerable.Range(1, 23).Select(n => (float)n)];
        var grid = new FrameGrid(10, 3, Centered: true, (PadMode)mode);
        double[] padded = Padded.Signal(signal, grid.Padding, grid.PadMode);

        for (int frame = 0; frame < grid.Count(signal.Length); frame++)
        {
            double[] cut = Array.ConvertAll(grid.Cut(signal, frame, 1, new float[10]).ToArray(), sample => (double)sample);
            Assert.Equal(padded[(frame * 3)..(frame * 3 + 10)], cut);
        }
    }

    [Fact]
    public void The_end_of_a_signal_is_enough_for_frames_that_lie_there()
    {
        float[] signal = [.. Enumerable.Range(1, 40).Select(n => (float)n)];
        var grid = new FrameGrid(8, 4, Centered: true, PadMode.Reflect);
        int last = grid.Count(signal.Length) - 1;

        var cut = grid.Cut(signal.AsSpan(30), last - 1, 2, new float[12], from: 30);

        Assert.Equal([33, 34, 35, 36, 37, 38, 39, 40, 39, 38, 37, 36], cut);
    }

    [Fact]
    public void Frames_inside_the_signal_are_not_copied()
    {
        float[] signal = new float[40];

        var cut = new FrameGrid(8, 4).Cut(signal, 1, 3, []);

        Assert.True(cut.Overlaps(signal, out int offset));
        Assert.Equal((0, 16), (offset, cut.Length));
    }

    /// <summary>librosa: 1 + ⌊samples / hop⌋ for even lengths; and the formula itself for odd ones, whose padding is a sample shorter.</summary>
    [Theory, InlineData(100, 16, 4, true, 26), InlineData(3, 16, 4, true, 1), InlineData(1, 1, 1, true, 1), InlineData(100, 15, 4, true, 25), InlineData(100, 16, 4, false, 22), InlineData(15, 16, 4, false, 0), InlineData(16, 16, 4, false, 1)]
    public void Frames_are_counted_as_librosa_does(int samples, int frameLength, int hop, bool centred, int expected) =>
        Assert.Equal(expected, new FrameGrid(frameLength, hop, centred).Count(samples));

    /// <summary>2³¹ − 1 samples and their padding are more than an int holds; a live signal has more samples than that after a day.</summary>
    [Fact]
    public void Frames_of_signals_beyond_two_thousand_million_samples_are_counted()
    {
        Assert.Equal(4_194_304, new FrameGrid(2048, 512).Count(int.MaxValue));
        Assert.Equal(1 + 10_000_000_000 / 512, new FrameGrid(2048, 512).Count(10_000_000_000L));
    }

    [Fact]
    public void The_part_of_a_frame_inside_the_signal_is_clipped_at_both_ends()
    {
        var grid = new FrameGrid(8, 4);

        Assert.Equal((0, 4), grid.Clip(0, 10));
        Assert.Equal((0, 8), grid.Clip(1, 10));
        Assert.Equal((4, 10), grid.Clip(2, 10));
    }
}
