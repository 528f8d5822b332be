using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Dsp.Transforms.Lanes;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Transforms.Lanes;

[Trait("Category", "Kernels")]
public unsafe class LaneRealFftTests
{
    /// <summary>Every small length; then usual frame lengths, composites of every radix in both steps, odd ones, primes and twice a prime, which take every path.</summary>
    public static TheoryData<int> Lengths =>
        [.. Enumerable.Range(1, 130), 144, 200, 225, 243, 256, 258, 337, 360, 400, 441, 480, 512, 551, 625, 674, 686, 768, 1000, 1009, 1022, 1024, 1102, 1200, 1920, 2018, 2048];

    [Theory, MemberData(nameof(Lengths))]
    public void The_spectra_of_all_lanes_agree_with_the_definition_at_every_length(int length)
    {
        float[][] signals = Signals(length);
        double[] window = Window(length);

        var (re, im) = Spectra(LaneRealFft.Create(window), signals);

        for (int lane = 0; lane < Stft.Lanes; lane += length < 300 ? 1 : 7)
        {
            var (expectedRe, expectedIm) = NaiveDft.Forward([.. signals[lane].Zip(window, (sample, weight) => sample * weight)]);
            double difference = 0;
            for (int bin = 0; bin < expectedRe.Length; bin++)
                difference = Math.Max(difference, Math.Max(Math.Abs(expectedRe[bin] - re[bin * Stft.Lanes + lane]), Math.Abs(expectedIm[bin] - im[bin * Stft.Lanes + lane])));
            Assert.InRange(difference, 0, 1e-14 * length + 1e-15);   // the naive sum itself errs that much
        }
    }

    [Theory, MemberData(nameof(Lengths))]
    public void The_inverse_gives_the_signals_back_weighted_and_added_a_hop_apart(int length)
    {
        const int Hop = 5;
        float[][] signals = Signals(length);
        double[] window = Window(length), expected = new double[7 * Hop + length];
        var fft = LaneRealFft.Create(window);
        var (re, im) = Spectra(fft, signals);
        AlignedBuffer work = new(fft.WorkLength), sums = new(expected.Length);
        for (int i = 0; i < expected.Length; i++) sums.Span[i] = expected[i] = i;
        for (int lane = 0; lane < Stft.Lanes; lane++)
            for (int n = 0; n < length; n++) expected[lane * Hop + n] += window[n] * (window[n] * signals[lane][n]);

        fixed (double* rePointer = re, imPointer = im) fft.AddInverse(rePointer, imPointer, work.Pointer, sums.Pointer, Hop);

        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], sums.Span[i], 1e-14 * (expected.Length + 10));   // sums of up to eight values within ±2, beside i
    }

    [Theory, InlineData(2048), InlineData(400), InlineData(62), InlineData(243), InlineData(674)]
    public void Every_width_of_vectors_gives_the_same_numbers(int length)
    {
        float[][] signals = Signals(length);
        double[] window = Window(length);
        var (expectedRe, expectedIm) = Spectra(LaneRealFft.Create<SingleLane>(window), signals);

        foreach (var fft in (LaneRealFft[])[LaneRealFft.Create<Lanes128>(window), LaneRealFft.Create<Lanes256>(window), LaneRealFft.Create<Lanes512>(window)])
        {
            var (re, im) = Spectra(fft, signals);
            for (int i = 0; i < re.Length; i++)
            {
                Assert.Equal(expectedRe[i], re[i], 1e-12);
                Assert.Equal(expectedIm[i], im[i], 1e-12);
            }
        }
    }

    [Theory, InlineData(512), InlineData(400), InlineData(75), InlineData(202)]
    public void A_lane_does_not_depend_on_its_place_and_its_neighbours_by_a_bit(int length)
    {
        float[][] signals = Signals(length);
        double[] window = Window(length);
        var fft = LaneRealFft.Create(window);
        var (expectedRe, expectedIm) = Spectra(fft, signals);
        float[][] others = [.. Enumerable.Range(0, Stft.Lanes).Select(lane => lane == 6 ? signals[3] : Some.Floats(length, seed: 100 + lane))];

        var (re, im) = Spectra(fft, others);

        for (int bin = 0; bin < fft.Bins; bin++)
        {
            Assert.Equal(expectedRe[bin * Stft.Lanes + 3], re[bin * Stft.Lanes + 6]);
            Assert.Equal(expectedIm[bin * Stft.Lanes + 3], im[bin * Stft.Lanes + 6]);
        }
    }

    [Theory, InlineData(2048), InlineData(400), InlineData(62), InlineData(243), InlineData(674)]
    public void Power_is_that_of_the_parts_to_the_bit(int length)
    {
        double[] window = Window(length);
        var fft = LaneRealFft.Create(window);
        AlignedBuffer work = new(fft.WorkLength), power = new(fft.Bins * Stft.Lanes), ofParts = new(fft.Bins * Stft.Lanes), re = new(fft.Bins * Stft.Lanes), im = new(fft.Bins * Stft.Lanes);
        Begin(fft, Signals(length), work);

        fft.Power(work.Pointer, power.Pointer);
        fft.Spectra(work.Pointer, re.Pointer, im.Pointer);
        fft.PowerOfParts(re.Pointer, im.Pointer, ofParts.Pointer);

        Assert.Equal(ofParts.Span, power.Span);
        for (int i = 0; i < power.Length; i++) Assert.Equal(re.Span[i] * re.Span[i] + im.Span[i] * im.Span[i], power.Span[i], 1e-12 * (1 + power.Span[i]));
    }

    private static float[][] Signals(int length) => [.. Enumerable.Range(0, Stft.Lanes).Select(lane => Some.Floats(length, seed: length + lane))];

    private static double[] Window(int length) => Array.ConvertAll(Some.Floats(length, seed: 99), weight => (double)weight);

    private static (double[] Re, double[] Im) Spectra(LaneRealFft fft, float[][] signals)
    {
        AlignedBuffer work = new(fft.WorkLength), re = new(fft.Bins * Stft.Lanes), im = new(fft.Bins * Stft.Lanes);
        Begin(fft, signals, work);
        fft.Spectra(work.Pointer, re.Pointer, im.Pointer);
        return (re.Span.ToArray(), im.Span.ToArray());
    }

    private static void Begin(LaneRealFft fft, float[][] signals, AlignedBuffer work)
    {
        float[] all = [.. signals.SelectMany(signal => signal)];
        float** pointers = stackalloc float*[Stft.Lanes];
        fixed (float* first = all)
        {
            for (int lane = 0; lane < Stft.Lanes; lane++) pointers[lane] = first + lane * fft.Length;
            fft.Begin(pointers, work.Pointer);
        }
    }
}
