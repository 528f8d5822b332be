using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Features;

public class MfccExtractorTests
{
    [Theory, InlineData(80.0, 1.0), InlineData(20.0, null), InlineData(null, null), InlineData(null, 1.0)]
    public void Coefficients_are_the_cosine_transform_of_the_log_mel_spectrogram(double? top, double? reference)
    {
        var options = new MfccOptions { SampleRateHz = 8_000, FftLength = 256, HopLength = 100, MelBands = 20, Coefficients = 7, TopDecibels = top, ReferencePower = reference };
        float[] signal = Some.Sine(700, 8_000, 2_345);

        var actual = new MfccExtractor(options).Extract(signal);

        var logMel = new LogMelExtractor(new() { SampleRateHz = 8_000, FftLength = 256, HopLength = 100, MelBands = 20, TopDecibels = top, ReferencePower = reference }).Extract(signal);
        var dct = new Dct(20, 7);
        double[] coefficients = new double[7];
        for (int frame = 0; frame < actual.Frames; frame++)
        {
            dct.Transform([.. Enumerable.Range(0, 20).Select(band => (double)logMel[band, frame])], coefficients);
            for (int k = 0; k < 7; k++) Assert.Equal(coefficients[k], actual[k, frame], 1e-4);   // some hundred decibels, rounded to single precision in between
        }
    }

    [Theory, InlineData(80.0), InlineData(null)]
    public void It_writes_into_a_matrix_of_the_right_shape(double? top)
    {
        var extractor = new MfccExtractor(new() { SampleRateHz = 16_000, Coefficients = 13, TopDecibels = top });
        float[] signal = Some.Floats(5_000, seed: 1);
        var matrix = new FeatureMatrix(13, extractor.FrameCount(signal.Length));
        matrix.Values.AsSpan().Fill(7);

        extractor.Extract(signal, matrix);

        Assert.Equal(extractor.Extract(signal).Values, matrix.Values);
        var error = Assert.Throws<ArgumentException>(() => extractor.Extract(signal, new FeatureMatrix(13, 3)));
        Assert.StartsWith("The result has [13, 10] values, the matrix room for [13, 3];", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lifter_weighs_the_coefficients()
    {
        float[] signal = Some.Floats(3_000, seed: 1);
        var options = MfccOptions.Librosa with { Coefficients = 13 };

        var plain = new MfccExtractor(options).Extract(signal);
        var liftered = new MfccExtractor(options with { Lifter = 22 }).Extract(signal);

        for (int k = 0; k < 13; k++) Assert.Equal(plain[k, 1] * (1 + 11 * Math.Sin(Math.PI * (k + 1) / 22)), liftered[k, 1], 1e-3);   // of some thousand, in single precision
    }

    [Fact]
    public void More_coefficients_than_bands_are_refused_by_name()
    {
        var error = Assert.Throws<ArgumentException>(() => new MfccExtractor(new() { SampleRateHz = 8_000, MelBands = 12, Coefficients = 13 }));

        Assert.StartsWith("Coefficients must be at most MelBands (12), got 13.", error.Message, StringComparison.Ordinal);
    }
}
