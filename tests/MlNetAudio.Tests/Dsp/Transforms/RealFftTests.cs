using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Transforms;

[Trait("Category", "Kernels")]
public class RealFftTests
{
    /// <summary>Every small length; then powers of two, their neighbours, usual frame lengths and primes, which take every path.</summary>
    public static TheoryData<int> Lengths => [.. Enumerable.Range(1, 70), 74, 97, 127, 128, 211, 254, 255, 256, 257, 360, 384, 400, 441, 480, 512, 640, 551, 1000, 1009, 1024, 1102, 1200, 1536, 2048, 2560, 4096];

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

    [Theory, MemberData(nameof(Lengths))]
    public void The_inverse_gives_the_signal_back_at_every_length(int length)
    {
        float[] input = Some.Floats(length, seed: length), output = new float[length];
        var fft = new RealFft(length);
        float[] re = new float[fft.Bins], im = new float[fft.Bins];
        fft.Forward(input, re, im);

        fft.Inverse(re, im, output);

        Approximately.Equal(input, output, 5e-7);   // the rounding of the spectrum to single precision
    }

    [Theory, MemberData(nameof(Lengths))]
    public void In_double_precision_the_inverse_gives_the_signal_back_to_double_precision(int length)
    {
        double[] input = Array.ConvertAll(Some.Floats(length, seed: length), sample => (double)sample), output = new double[length];
        var fft = new RealFft(length);
        double[] re = new double[fft.Bins], im = new double[fft.Bins], scratch = new double[fft.ScratchLength];
        fft.Forward(input, re, im, scratch);

        fft.Inverse(re, im, output, scratch);

        for (int n = 0; n < length; n++) Assert.Equal(input[n], output[n], 1e-14);
    }

    [Theory, InlineData(64), InlineData(50), InlineData(45)]
    public void Imaginary_parts_that_no_real_signal_has_are_not_read(int length)
    {
        var fft = new RealFft(length);
        float[] re = Some.Floats(fft.Bins, seed: 1), im = Some.Floats(fft.Bins, seed: 2), expected = new float[length], actual = new float[length];
        im[0] = 0;
        if (length % 2 == 0) im[^1] = 0;
        fft.Inverse(re, im, expected);
        im[0] = 3;
        if (length % 2 == 0) im[^1] = 4;

        fft.Inverse(re, im, actual);

        Assert.Equal(expected, actual);
    }

    [Theory, InlineData(64), InlineData(400), InlineData(1024)]
    public void A_delayed_signal_has_the_spectrum_turned(int length)
    {
        const int Delay = 3;
        float[] input = Some.Floats(length, seed: 1), delayed = [.. input[^Delay..], .. input[..^Delay]];
        var fft = new RealFft(length);
        float[] re = new float[fft.Bins], im = new float[fft.Bins], delayedRe = new float[fft.Bins], delayedIm = new float[fft.Bins];

        fft.Forward(input, re, im);
        fft.Forward(delayed, delayedRe, delayedIm);

        for (int k = 0; k < fft.Bins; k++)
        {
            var (sin, cos) = double.SinCosPi(-2.0 * k * Delay / length);
            Assert.Equal(re[k] * cos - im[k] * sin, delayedRe[k], 1e-5);   // values up to 60 in single precision
            Assert.Equal(re[k] * sin + im[k] * cos, delayedIm[k], 1e-5);
        }
    }

    [Theory, InlineData(2048), InlineData(441), InlineData(1009)]
    public void It_is_linear(int length)
    {
        float[] a = Some.Floats(length, seed: 1), b = Some.Floats(length, seed: 2);
        var fft = new RealFft(length);
        double[][] re = new double[3][], im = new double[3][];
        double[][] inputs = [Array.ConvertAll(a, value => (double)value), Array.ConvertAll(b, value => (double)value), [.. a.Zip(b, (x, y) => 2.0 * x - 3.0 * y)]];
        for (int i = 0; i < 3; i++) fft.Forward(inputs[i], re[i] = new double[fft.Bins], im[i] = new double[fft.Bins], new double[fft.ScratchLength]);

        for (int k = 0; k < fft.Bins; k++)
        {
            Assert.Equal(2 * re[0][k] - 3 * re[1][k], re[2][k], 1e-11);
            Assert.Equal(2 * im[0][k] - 3 * im[1][k], im[2][k], 1e-11);
        }
    }

    [Theory, InlineData(20, 1), InlineData(20, 3), InlineData(64, 8), InlineData(45, 17)]
    public void Rows_are_transformed_each_by_itself(int length, int rows)
    {
        var fft = new RealFft(length);
        float[] input = Some.Floats(rows * length, seed: 1), re = new float[rows * fft.Bins], im = new float[rows * fft.Bins], expectedRe = new float[fft.Bins], expectedIm = new float[fft.Bins];

        fft.ForwardRows(input, rows, re, im);

        for (int row = 0; row < rows; row++)
        {
            fft.Forward(input.AsSpan(row * length, length), expectedRe, expectedIm);
            Approximately.Equal(expectedRe, re.AsSpan(row * fft.Bins, fft.Bins), 1e-6);   // values up to 10 in single precision
            Approximately.Equal(expectedIm, im.AsSpan(row * fft.Bins, fft.Bins), 1e-6);
        }
    }

    [Fact]
    public void Rows_of_another_length_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new RealFft(8).ForwardRows(new float[17], 2, new float[10], new float[10]));

        Assert.StartsWith("RealFft(8) needs 2 rows of 8 samples, got 17.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_spectrum_of_another_length_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new RealFft(8).Inverse(new float[4], new float[5], new float[8]));

        Assert.StartsWith("RealFft(8) needs 5 real parts, got 4.", error.Message, StringComparison.Ordinal);
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
