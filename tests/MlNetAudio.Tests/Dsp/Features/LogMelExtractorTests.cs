using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Tests.Dsp.Transforms;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Features;

public class LogMelExtractorTests
{
    [Theory, InlineData(1, 64, 16), InlineData(63, 64, 16), InlineData(64, 64, 16), InlineData(500, 100, 33), InlineData(500, 62, 70), InlineData(500, 63, 16)]
    public void Every_value_is_that_of_the_definition(int samples, int fftLength, int hop)
    {
        var options = new LogMelOptions { SampleRateHz = 8_000, FftLength = fftLength, HopLength = hop, MelBands = 7 };
        float[] signal = Some.Floats(samples, seed: samples);

        var actual = new LogMelExtractor(options).Extract(signal);

        float[] expected = Reference(signal, options);
        Assert.Equal((7, options.FrameCount(samples)), (actual.Features, actual.Frames));
        Approximately.Equal(expected, actual.Values, 1e-5);   // decibels; the rounding to single precision
    }

    [Fact]
    public void It_writes_into_a_matrix_of_the_right_shape()
    {
        var extractor = new LogMelExtractor(new() { SampleRateHz = 16_000 });
        float[] signal = Some.Floats(5_000, seed: 1);
        var matrix = new FeatureMatrix(128, extractor.FrameCount(signal.Length));
        matrix.Values.AsSpan().Fill(7);

        extractor.Extract(signal, matrix);

        Assert.Equal(extractor.Extract(signal).Values, matrix.Values);
        var error = Assert.Throws<ArgumentException>(() => extractor.Extract(signal, new FeatureMatrix(128, 3)));
        Assert.StartsWith("The result has [128, 10] values, the matrix room for [128, 3];", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tone_is_loudest_in_its_band()
    {
        var options = new LogMelOptions { SampleRateHz = 16_000 };
        double[] centres = MelFilterBank.Frequencies(130, 0, 8_000, MelScale.Slaney);

        var actual = new LogMelExtractor(options).Extract(Some.Sine(centres[1 + 60], 16_000, 16_000));

        Assert.Equal(60, Enumerable.Range(0, 128).MaxBy(band => actual[band, 10]));
    }

    [Fact]
    public void Nothing_lies_further_below_the_maximum_than_the_floor()
    {
        var actual = new LogMelExtractor(new() { SampleRateHz = 16_000, TopDecibels = 30 }).Extract(Some.Sine(440, 16_000, 16_000));

        Assert.Equal(30, actual.Values.Max() - actual.Values.Min(), 1e-4);
    }

    [Fact]
    public void Silence_is_a_hundred_decibels_down()
    {
        Assert.All(new LogMelExtractor(new() { SampleRateHz = 16_000 }).Extract(new float[3_000]).Values, value => Assert.Equal(-100, value));
    }

    [Fact]
    public void One_instance_serves_many_threads()
    {
        var extractor = new LogMelExtractor(new() { SampleRateHz = 16_000, FftLength = 400, HopLength = 160, MelBands = 40 });
        float[] signal = Some.Floats(4_000, seed: 1), expected = extractor.Extract(signal).Values;

        Parallel.For(0, 30, _ => Assert.Equal(expected, extractor.Extract(signal).Values));
    }

    [Fact]
    public void Of_no_reference_the_maximum_is_zero_decibels()
    {
        var actual = new LogMelExtractor(LogMelOptions.Librosa with { ReferencePower = null, TopDecibels = 30 }).Extract(Some.Sine(440, 22_050, 22_050));

        Assert.Equal((0, -30), (actual.Values.Max(), actual.Values.Min()));
    }

    [Fact]
    public void The_reference_is_subtracted_in_decibels()
    {
        float[] signal = Some.Floats(5_000, seed: 1);

        float[] plain = new LogMelExtractor(LogMelOptions.Librosa).Extract(signal).Values, relative = new LogMelExtractor(LogMelOptions.Librosa with { ReferencePower = 100 }).Extract(signal).Values;

        Approximately.Equal(Array.ConvertAll(plain, value => value - 20), relative, tolerance: 1e-5);
    }

    [Fact]
    public void A_maximum_beyond_half_the_sample_rate_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new LogMelExtractor(new() { SampleRateHz = 8_000, MaximumFrequencyHz = 8_000 }));
    }

    [Fact]
    public void An_empty_signal_is_refused() => Assert.Throws<ArgumentException>(() => new LogMelExtractor(new() { SampleRateHz = 16_000 }).Extract([]));

    /// <summary>Padding, window, discrete Fourier transform and sums as in the textbook.</summary>
    private static float[] Reference(float[] signal, LogMelOptions options)
    {
        var frames = PaddedFrames.Cut(signal, options.FftLength, options.HopLength, repeatEdges: false);
        int bins = 1 + options.FftLength / 2;
        float[] filters = MelFilterBank.Create(options.SampleRateHz, options.FftLength, options.MelBands, 0, options.SampleRateHz / 2.0, options.MelScale, options.MelNormalization);
        double[] window = Window.Periodic(WindowFunction.Hann, options.FftLength), decibels = new double[options.MelBands * frames.Count];
        for (int frame = 0; frame < frames.Count; frame++)
        {
            var (re, im) = NaiveDft.Forward([.. frames[frame].Zip(window, (sample, weight) => sample * weight)]);
            for (int band = 0; band < options.MelBands; band++)
            {
                double power = Enumerable.Range(0, bins).Sum(bin => filters[band * bins + bin] * (re[bin] * re[bin] + im[bin] * im[bin]));
                decibels[band * frames.Count + frame] = 10 * Math.Log10(Math.Max(1e-10, power));
            }
        }
        double floor = decibels.Max() - 80;
        return Array.ConvertAll(decibels, value => (float)Math.Max(floor, value));
    }
}
