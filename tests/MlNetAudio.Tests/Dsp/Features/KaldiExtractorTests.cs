using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Tests.Dsp.Transforms;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Features;

public class KaldiExtractorTests
{
    [Fact]
    public void Filter_bank_energies_are_those_of_the_definition()
    {
        const int Length = 200, Hop = 80, Fft = 256, Bins = 129;
        float[] signal = Some.Floats(700, seed: 1);

        var actual = new KaldiFbankExtractor(new() { SampleRateHz = 8_000, MelBands = 10, UseEnergy = true }).Extract(signal);

        Assert.Equal((11, 7), (actual.Features, actual.Frames));
        double[] window = Window.Symmetric(WindowFunction.Povey, Length);
        float[] filters = MelFilterBank.LinearInMels(8_000, Fft, 10, 20, 4_000);
        for (int frame = 0; frame < actual.Frames; frame++)
        {
            double[] cut = Array.ConvertAll(signal[(frame * Hop)..(frame * Hop + Length)], sample => (double)sample);
            double mean = cut.Average();
            cut = Array.ConvertAll(cut, sample => sample - mean);
            Assert.Equal(Math.Log(cut.Sum(sample => sample * sample)), actual[0, frame], 1e-5);
            double[] padded = new double[Fft];
            for (int n = 0; n < Length; n++) padded[n] = (cut[n] - 0.97 * cut[Math.Max(0, n - 1)]) * window[n];
            var (re, im) = NaiveDft.Forward(padded);
            for (int band = 0; band < 10; band++)
                Assert.Equal(Math.Log(Enumerable.Range(0, Bins).Sum(bin => filters[band * Bins + bin] * (re[bin] * re[bin] + im[bin] * im[bin]))), actual[1 + band, frame], 1e-5);
        }
    }

    [Fact]
    public void Without_snipped_edges_there_is_a_frame_for_every_shift_of_the_mirrored_signal()
    {
        float[] signal = Some.Floats(1_000, seed: 2), mirrored = [.. signal[..60].Reverse(), .. signal, .. signal.Reverse()];   // half a frame less half a shift in front

        var whole = new KaldiFbankExtractor(new() { SampleRateHz = 8_000, SnipEdges = false }).Extract(signal);

        var inside = new KaldiFbankExtractor(new() { SampleRateHz = 8_000 }).Extract(mirrored);
        Assert.Equal(13, whole.Frames);   // 1000/80, rounded to the nearest
        for (int band = 0; band < whole.Features; band++) Assert.Equal(inside.Row(band)[..13].ToArray(), whole.Row(band).ToArray());
    }

    [Fact]
    public void HTKs_order_has_the_zeroth_coefficient_last_and_larger_by_root_two()
    {
        float[] signal = Some.Floats(2_000, seed: 3);

        var kaldi = new KaldiMfccExtractor(new() { SampleRateHz = 8_000 }).Extract(signal);
        var extractor = new KaldiMfccExtractor(new() { SampleRateHz = 8_000, HtkCompatible = true });
        var htk = extractor.Extract(signal);

        Assert.Equal("mfcc_0", extractor.Names[^1]);
        Assert.Equal(kaldi[0, 3] * Math.Sqrt(2), htk[12, 3], 1e-4);
        Assert.Equal(kaldi[1, 3], htk[0, 3]);
    }

    [Fact]
    public void Subtracting_the_mean_leaves_rows_of_mean_zero()
    {
        var matrix = new KaldiFbankExtractor(new() { SampleRateHz = 8_000, SubtractMean = true }).Extract(Some.Floats(2_000, seed: 4));

        for (int band = 0; band < matrix.Features; band++) Assert.Equal(0, matrix.Row(band).ToArray().Average(), 1e-6);
    }

    [Fact]
    public void A_frame_of_an_odd_length_that_is_not_rounded_up_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new KaldiFbankExtractor(new() { SampleRateHz = 11_025, RoundToPowerOfTwo = false }));

        Assert.StartsWith("A frame of 275 samples is odd; set RoundToPowerOfTwo", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_signal_shorter_than_a_frame_is_refused() => Assert.Throws<ArgumentException>(() => new KaldiMfccExtractor(KaldiMfccOptions.Kaldi).Extract(new float[399]));
}
