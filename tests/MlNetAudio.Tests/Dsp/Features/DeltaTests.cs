using MlNetAudio.Dsp.Features;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Features;

public class DeltaTests
{
    [Theory, InlineData(3, 1, 1), InlineData(9, 1, 2), InlineData(9, 2, 2), InlineData(15, 3, 5), InlineData(101, 2, 4)]
    public void Of_a_polynomial_it_is_the_derivative_up_to_both_ends(int width, int order, int degree)
    {
        var feature = new FeatureMatrix(1, 120);
        for (int frame = 0; frame < 120; frame++) feature[0, frame] = (float)Math.Pow(frame / 60.0 - 1, degree);

        var delta = new Delta(new() { Width = width, Order = order, Degree = degree }).Apply(feature);

        double factor = Enumerable.Range(degree - order + 1, order).Aggregate(1.0, (product, n) => product * n) / Math.Pow(60, order);
        for (int frame = 0; frame < 120; frame++) Assert.Equal(factor * Math.Pow(frame / 60.0 - 1, degree - order), delta[0, frame], 1e-6);   // of values rounded to 6e-8
    }

    [Theory, InlineData(DeltaEdges.Nearest), InlineData(DeltaEdges.Constant), InlineData(DeltaEdges.Mirror), InlineData(DeltaEdges.Wrap)]
    public void Beyond_the_ends_stands_what_the_edges_say(DeltaEdges edges)
    {
        var delta = new Delta(new() { Width = 5, Edges = edges }).Apply(Row(0, 1, 3, 5));

        Approximately.Equal(Reference([0, 1, 3, 5], edges), delta.Values, tolerance: 1e-6);
    }

    [Fact]
    public void Fewer_frames_than_the_window_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new Delta(DeltaOptions.Librosa).Apply(new FeatureMatrix(2, 8)));

        Assert.StartsWith("A delta over 9 frames needs as many, got 8", error.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(4), InlineData(1)]
    public void A_width_that_has_no_middle_is_refused_by_name(int width)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new DeltaOptions { Width = width });

        Assert.StartsWith($"Width must be odd and at least 3, got {width}.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_extractor_applies_it_to_another()
    {
        var mfcc = new MfccExtractor(MfccOptions.Librosa);
        float[] signal = Some.Floats(10_000, seed: 1);

        var extractor = new DeltaExtractor(mfcc, DeltaOptions.Librosa);

        Assert.Equal(new Delta(DeltaOptions.Librosa).Apply(mfcc.Extract(signal)).Values, extractor.Extract(signal).Values);
        Assert.Equal("mfcc_0_delta", extractor.Names[0]);
        Assert.Equal((20, 0), (extractor.FrameCount(10_000), extractor.FrameCount(4_095)));   // 8 frames are too few
    }

    private static FeatureMatrix Row(params float[] values)
    {
        var matrix = new FeatureMatrix(1, values.Length);
        values.CopyTo(matrix.Values, 0);
        return matrix;
    }

    /// <summary>Σ n·x[t + n] / Σ n² over ±2 frames of the values written out beyond both ends.</summary>
    private static float[] Reference(float[] x, DeltaEdges edges)
    {
        float[] padded = edges switch
        {
            DeltaEdges.Nearest => [x[0], x[0], .. x, x[3], x[3]],
            DeltaEdges.Mirror => [x[2], x[1], .. x, x[2], x[1]],
            DeltaEdges.Wrap => [x[2], x[3], .. x, x[0], x[1]],
            _ => [0, 0, .. x, 0, 0],
        };
        return [.. Enumerable.Range(0, 4).Select(t => (-2 * padded[t] - padded[t + 1] + padded[t + 3] + 2 * padded[t + 4]) / 10)];
    }
}
