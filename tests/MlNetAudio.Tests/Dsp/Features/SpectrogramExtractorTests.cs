using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Tests.Dsp.Transforms;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Features;

public class SpectrogramExtractorTests
{
    [Theory, InlineData(2, SpectrumNormalization.None), InlineData(1, SpectrumNormalization.Window), InlineData(0.5, SpectrumNormalization.FrameLength)]
    public void Every_value_is_that_of_the_definition(double power, SpectrumNormalization normalization)
    {
        const int Fft = 40, Hop = 15;
        float[] signal = Some.Floats(100, seed: 1);

        var actual = new SpectrogramExtractor(new() { SampleRateHz = 8_000, FftLength = Fft, HopLength = Hop, Power = power, Normalization = normalization }).Extract(signal);

        double[] window = Window.Periodic(WindowFunction.Hann, Fft);
        double norm = normalization switch { SpectrumNormalization.Window => Math.Sqrt(window.Sum(weight => weight * weight)), SpectrumNormalization.FrameLength => Math.Sqrt(Fft), _ => 1 };
        var frames = PaddedFrames.Cut(signal, Fft, Hop, repeatEdges: false);
        for (int frame = 0; frame < frames.Count; frame++)
        {
            var (re, im) = NaiveDft.Forward([.. frames[frame].Zip(window, (sample, weight) => sample * weight)]);
            for (int bin = 0; bin <= Fft / 2; bin++) Assert.Equal(Math.Pow(Math.Sqrt(re[bin] * re[bin] + im[bin] * im[bin]) / norm, power), actual[bin, frame], 1e-5);   // single precision, values up to some ten
        }
    }

    /// <summary>|X|³⁰⁰⁰ would be infinite, and silence times that not a number.</summary>
    [Theory, InlineData(0), InlineData(3_000), InlineData(double.NaN)]
    public void A_power_that_leaves_the_range_of_numbers_is_refused_by_name(double power)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => SpectrogramOptions.Librosa with { Power = power });

        Assert.StartsWith("Power must be above 0 and at most 4, got ", error.Message, StringComparison.Ordinal);
    }
}
