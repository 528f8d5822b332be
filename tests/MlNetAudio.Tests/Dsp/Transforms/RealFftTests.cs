using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Transforms;

[Trait("Category", "Kernels")]
public class RealFftTests
{
    /// <summary>Every small length; then powers of two, their neighbours, usual frame lengths and primes, which take every path.</summary>
    public static TheoryData<int> Lengths => [.. Enumerable.Range(1, 70), 74, 97, 127, 128, 211, 254, 255, 256, 257, 360, 400, 441, 480, 512, 551, 1000, 1009, 1024, 1102, 1200, 2048];

    [Theory, MemberData(nameof(Lengths))]
    public void Forward_agrees_with_the_definition_at_every_length(int length)
    {
        float[] input = Some.Floats(length, seed: length);
        var fft = new RealFft(length);
        float[] re = new float[fft.Bins], im = new float[fft.Bins];

        fft.Forward(input, re, im);

        var (expectedRe, expectedIm) = NaiveDft.Forward(Array.ConvertAll(input, sample => (double)sample));
        double tolerance = 2e-7 * Math.Sqrt(length) + 1e-7;   // the rounding of the result to single precision
        Approximately.Equal(Array.ConvertAll(expectedRe, value => (float)value), re, tolerance);
        Approximately.Equal(Array.ConvertAll(expectedIm, value => (float)value), im, tolerance);
    }

    [Theory, MemberData(nameof(Lengths))]
    public void In_double_precision_it_agrees_to_double_precision(int length)
    {
        double[] input = Array.ConvertAll(Some.Floats(length, seed: length), sample => (double)sample);
        var fft = new RealFft(length);
        double[] re = new double[fft.Bins], im = new double[fft.Bins];

        fft.Forward(input, re, im, new double[fft.ScratchLength]);

        var (expectedRe, expectedIm) = NaiveDft.Forward(input);
        double difference = re.Zip(expectedRe).Concat(im.Zip(expectedIm)).Max(pair => Math.Abs(pair.First - pair.Second));
        Assert.InRange(difference, 0, 1e-14 * length + 1e-15);   // the naive sum itself errs that much
    }

    [Theory, InlineData(2048), InlineData(441), InlineData(1009)]
    public void The_energy_of_spectrum_and_signal_is_the_same(int length)
    {
        float[] input = Some.Floats(length, seed: 7);
        var fft = new RealFft(length);
        float[] re = new float[fft.Bins], im = new float[fft.Bins];

        fft.Forward(input, re, im);

        double signal = input.Sum(sample => (double)sample * sample);
        double spectrum = 0;
        for (int k = 0; k < fft.Bins; k++) spectrum += (k == 0 || 2 * k == length ? 1 : 2) * ((double)re[k] * re[k] + (double)im[k] * im[k]);
        Assert.Equal(signal, spectrum / length, signal * 1e-6);
    }

    [Fact]
    public void One_instance_serves_many_threads()
    {
        var fft = new RealFft(1000);
        float[] input = Some.Floats(1000, seed: 3), expected = new float[fft.Bins], ignored = new float[fft.Bins];
        fft.Forward(input, expected, ignored);

        Parallel.For(0, 200, _ =>
        {
            float[] re = new float[fft.Bins], im = new float[fft.Bins];
            fft.Forward(input, re, im);
            Assert.Equal(expected, re);
        });
    }

    [Fact]
    public void A_signal_of_the_wrong_length_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new RealFft(8).Forward(new float[7], new float[5], new float[5]));

        Assert.StartsWith("RealFft(8) needs 8 samples, got 7.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_length_of_zero_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new RealFft(0));
}
