using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Features;

public class PcenExtractorTests
{
    private static readonly PcenOptions Options = new() { SampleRateHz = 8_000, FftLength = 64, HopLength = 20, MelBands = 6, TimeConstantSeconds = 0.02 };

    [Theory, InlineData(1, 0.98, 2, 0.5), InlineData(2, 0.5, 0, 0.25), InlineData(1.5, 0.8, 10, 0)]
    public void Every_value_is_that_of_the_definition(double exponent, double gain, double bias, double power)
    {
        float[] signal = Some.Floats(700, seed: 1);
        var options = Options with { Power = exponent, Gain = gain, Bias = bias, CompressionExponent = power, Scale = 1_000, Epsilon = 1e-3 };

        var actual = new PcenExtractor(options).Extract(signal);

        float[] filters = MelFilterBank.Create(8_000, 64, 6, 0, 4_000, MelScale.Slaney, MelNormalization.Slaney);
        var spectra = NaiveSpectra.Magnitudes(signal, 64, 20);
        double frames = 0.02 * 8_000 / 20, smoothing = (Math.Sqrt(1 + 4 * frames * frames) - 1) / (2 * frames * frames);
        double[] expected = new double[6 * spectra.Count];
        for (int band = 0; band < 6; band++)
        {
            double smooth = 1;   // so that (1 − b)·M is librosa's first state
            for (int frame = 0; frame < spectra.Count; frame++)
            {
                double mel = 1_000 * spectra[frame].Select((magnitude, bin) => filters[band * 33 + bin] * Math.Pow(magnitude, exponent)).Sum();
                smooth = (1 - smoothing) * smooth + smoothing * mel;
                double normalized = mel / Math.Pow(1e-3 + smooth, gain);
                expected[band * spectra.Count + frame] = power == 0 ? Math.Log(1 + normalized) : Math.Pow(normalized + bias, power) - Math.Pow(bias, power);
            }
        }
        Assert.InRange(Approximately.RelativeToPeak(expected, actual.Values), 0, 2e-7);   // the rounding to single precision
    }

    [Fact]
    public void A_band_can_be_divided_by_the_loudest_around_it()
    {
        var spectrogram = new FeatureMatrix(3, 1);
        spectrogram[0, 0] = 8;
        var options = Options with { MaximumBands = 3, Smoothing = 1, InitialState = 0, Gain = 1, Bias = 0, CompressionExponent = 1, Epsilon = 1e-12 };
        spectrogram[1, 0] = 2;
        spectrogram[2, 0] = 1;

        float[] actual = PcenExtractor.Normalize(spectrogram, options).Values;

        Approximately.Equal([1, 0.25f, 0.5f], actual, 1e-6);
    }

    [Fact]
    public void A_state_carried_over_continues_where_the_signal_was_cut()
    {
        var whole = new FeatureMatrix(1, 10);
        Array.ConvertAll(Some.Floats(10, seed: 2), Math.Abs).CopyTo(whole.Values, 0);
        var tail = new FeatureMatrix(1, 1);
        tail[0, 0] = whole[0, 9];
        double state = 0.7;   // (1 − b)·M
        for (int frame = 0; frame < 9; frame++) state = 0.7 * (0.3 * whole[0, frame] + state);

        var actual = PcenExtractor.Normalize(tail, Options with { Smoothing = 0.3, InitialState = state });

        Assert.Equal(PcenExtractor.Normalize(whole, Options with { Smoothing = 0.3 })[0, 9], actual[0, 0], 1e-6);
    }

    [Fact]
    public void A_smoothing_above_one_is_refused_by_name()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Options with { Smoothing = 1.5 });

        Assert.StartsWith("Smoothing must lie in 0..1, got 1.5.", error.Message, StringComparison.Ordinal);
    }
}
