using MlNetAudio.Dsp.Features;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Features;

public class TonnetzExtractorTests
{
    [Fact]
    public void A_pitch_class_alone_lies_on_each_circle()
    {
        for (int pitch = 0; pitch < 12; pitch++)
        {
            var chroma = new FeatureMatrix(12, 1);
            chroma[pitch, 0] = 3;

            var centroids = TonnetzExtractor.FromChroma(chroma);

            double fifths = 7 * Math.PI / 6 * pitch, minor = 3 * Math.PI / 2 * pitch, major = 2 * Math.PI / 3 * pitch;
            float[] expected = [.. new[] { Math.Sin(fifths), Math.Cos(fifths), Math.Sin(minor), Math.Cos(minor), 0.5 * Math.Sin(major), 0.5 * Math.Cos(major) }.Select(value => (float)value)];
            Approximately.Equal(expected, centroids.Values, 1e-6);
        }
    }

    [Fact]
    public void Loudness_does_not_count_and_silence_lies_in_the_middle()
    {
        var chroma = new FeatureMatrix(12, 3);
        foreach (int pitch in (int[])[0, 4, 7]) (chroma[pitch, 0], chroma[pitch, 1]) = (1, 0.01f);

        var centroids = TonnetzExtractor.FromChroma(chroma);

        for (int row = 0; row < 6; row++)
        {
            Assert.Equal(centroids[row, 0], centroids[row, 1], 1e-6);
            Assert.Equal(0, centroids[row, 2]);
        }
    }
}
