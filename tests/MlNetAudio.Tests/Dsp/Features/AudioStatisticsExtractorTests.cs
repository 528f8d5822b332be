using System.Globalization;
using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Io;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Features;

public class AudioStatisticsExtractorTests
{
    [Theory, InlineData(1), InlineData(300), InlineData(16_000), InlineData(47_999)]
    public void They_are_mean_and_population_deviation_over_frames_rounded_once(int samples)
    {
        float[] signal = Some.Floats(samples, seed: samples);

        float[] actual = new AudioStatisticsExtractor(new()).Extract(signal);

        var (rmsMean, rmsDeviation) = MeanAndDeviation(PaddedFrames.Cut(signal, 1_024, 512, repeatEdges: false).Select(frame => Math.Sqrt(frame.Sum(value => value * value) / 1_024)));
        var (zcrMean, zcrDeviation) = MeanAndDeviation(PaddedFrames.Cut(signal, 1_024, 512, repeatEdges: true).Select(frame => Enumerable.Range(1, 1_023).Count(n => frame[n] < 0 != frame[n - 1] < 0) / 1_024.0));
        Assert.Equal([rmsMean, rmsDeviation, zcrMean, zcrDeviation], actual);
    }

    [Fact]
    public void They_agree_with_librosa_on_every_clip_of_two_voices()
    {
        string[][] rows = [.. File.ReadLines(RepositoryFiles.Shared("golden", "baselines", "twovoices_features.csv")).Select(line => line.Split(','))];
        string clips = RepositoryFiles.Shared("datasets", "two-voices");
        int first = Array.IndexOf(rows[0], "rms_mean");
        Assert.Equal(AudioStatisticsExtractor.Names, rows[0][first..(first + 4)]);
        var extractor = new AudioStatisticsExtractor(new());

        foreach (string[] row in rows.Skip(1))
        {
            var clip = WavReader.Read(Path.Combine(clips, row[0]["twovoices/".Length..]));
            float[] expected = [.. row[first..(first + 4)].Select(cell => float.Parse(cell, CultureInfo.InvariantCulture))];

            Approximately.Equal(expected, extractor.Extract(clip.Channel(0).Span), 1e-7);   // librosa's RMS is of single precision
        }
    }

    [Fact]
    public void A_single_frame_does_not_deviate()
    {
        float[] actual = new AudioStatisticsExtractor(new()).Extract([0.5f, -0.5f]);

        Assert.Equal([0, 0], [actual[1], actual[3]]);
    }

    [Fact]
    public void An_empty_signal_is_refused() => Assert.Throws<ArgumentException>(() => new AudioStatisticsExtractor(new()).Extract([]));

    private static (float Mean, float Deviation) MeanAndDeviation(IEnumerable<double> values)
    {
        double[] all = [.. values];
        double mean = all.Sum() / all.Length;
        return ((float)mean, (float)Math.Sqrt(all.Sum(value => (value - mean) * (value - mean)) / all.Length));
    }
}
