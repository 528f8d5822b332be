using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Features;

public class ChromaExtractorTests
{
    private static readonly ChromaOptions Options = ChromaOptions.Librosa with { Tuning = 0 };

    [Theory, InlineData(261.63, 0), InlineData(440, 9), InlineData(880, 9), InlineData(466.16, 10)]
    [Trait("Category", "Kernels")]
    public void A_tone_is_loudest_in_its_pitch_class(double hertz, int expected)
    {
        var chroma = new ChromaExtractor(Options).Extract(Some.Sine(hertz, 22_050, 6_000));

        Assert.Equal(expected, Enumerable.Range(0, 12).MaxBy(row => chroma[row, 5]));
        Assert.Equal(1, chroma[expected, 5]);
    }

    [Fact]
    public void Row_0_is_A_where_that_is_asked_for()
    {
        var chroma = new ChromaExtractor(Options with { StartsAtC = false }).Extract(Some.Sine(440, 22_050, 6_000));

        Assert.Equal(0, Enumerable.Range(0, 12).MaxBy(row => chroma[row, 5]));
    }

    [Fact]
    public void Frames_are_divided_by_what_the_normalisation_says()
    {
        float[] signal = Some.Floats(6_000, seed: 1);
        var plain = new ChromaExtractor(Options with { Normalization = ChromaNormalization.None }).Extract(signal);

        foreach (var normalization in Enum.GetValues<ChromaNormalization>())
        {
            var chroma = new ChromaExtractor(Options with { Normalization = normalization }).Extract(signal);
            for (int frame = 0; frame < chroma.Frames; frame++)
            {
                double[] column = [.. Enumerable.Range(0, 12).Select(row => (double)plain[row, frame])];
                double length = normalization switch { ChromaNormalization.Maximum => column.Max(), ChromaNormalization.Sum => column.Sum(), ChromaNormalization.Euclidean => Math.Sqrt(column.Sum(value => value * value)), _ => 1 };
                Assert.All(column, (value, row) => Assert.Equal(value / length, chroma[row, frame], 1e-6 * column.Max() / length));
            }
        }
    }

    [Fact]
    public void The_tuning_of_the_signal_is_estimated_where_none_is_given()
    {
        float[] signal = Some.Sine(440 * Math.Pow(2, 0.3 / 12), 22_050, 20_000);
        double tuning = new TuningEstimator(TuningOptions.Librosa, new(ChromaOptions.Librosa.Stft), power: true).Estimate(signal);

        var estimated = new ChromaExtractor(ChromaOptions.Librosa).Extract(signal);

        Assert.Equal(0.3, tuning, 0.05);   // the histogram's cell, and the error of a parabola through powers
        Assert.Equal(new ChromaExtractor(Options with { Tuning = tuning }).Extract(signal).Values, estimated.Values);
    }

    [Fact]
    public void A_tuning_given_streams_and_one_estimated_does_not()
    {
        float[] signal = Some.Floats(9_000, seed: 2);
        var extractor = new ChromaExtractor(Options);

        Assert.Equal(extractor.Extract(signal).Values, FeatureStreams.Collect(extractor.OpenStream(), signal, seed: 3).SelectMany(row => row));
        Assert.Throws<NotSupportedException>(() => new ChromaExtractor(ChromaOptions.Librosa).OpenStream());
    }

    [Fact]
    public void A_silent_frame_has_no_pitch_class() => Assert.All(new ChromaExtractor(Options).Extract(new float[3_000]).Values, value => Assert.Equal(0, value));
}
