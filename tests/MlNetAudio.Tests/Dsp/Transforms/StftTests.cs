using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Transforms;

[Trait("Category", "Kernels")]
public class StftTests
{
    /// <summary>Samples, then FFT, window, hop: even and odd lengths, short windows, hops that do not divide, longer than the frame, whole blocks of frames and remainders.</summary>
    private static readonly (int Samples, int FftLength, int Window, int Hop)[] Cuts =
    [
        (500, 64, 64, 16), (500, 64, 40, 17), (333, 45, 45, 11), (333, 45, 30, 7), (300, 100, 100, 25), (64, 64, 64, 64), (400, 32, 32, 50), (1, 16, 16, 4), (3, 16, 16, 4), (7, 15, 15, 5), (2, 1, 1, 1), (40, 202, 202, 50),
    ];

    public static TheoryData<int, int, int, int, PadMode> CentredCuts => [.. Cuts.SelectMany(cut => Enum.GetValues<PadMode>().Select(mode => (cut.Samples, cut.FftLength, cut.Window, cut.Hop, mode)))];

    [Theory, MemberData(nameof(CentredCuts))]
    public void Every_value_is_that_of_the_definition(int samples, int fftLength, int window, int hop, PadMode mode) =>
        AgreesWithTheDefinition(samples, new() { FftLength = fftLength, WindowLength = window, HopLength = hop, PadMode = mode });

    [Theory, InlineData(500, 64, 16), InlineData(64, 64, 16), InlineData(333, 45, 11), InlineData(400, 32, 50)]
    public void Frames_that_are_not_centred_begin_with_the_signal(int samples, int fftLength, int hop) =>
        AgreesWithTheDefinition(samples, new() { FftLength = fftLength, HopLength = hop, Centered = false, Window = WindowFunction.Hamming });

    private static void AgreesWithTheDefinition(int samples, StftOptions options)
    {
        float[] signal = Some.Floats(samples, seed: samples);
        var stft = new Stft(options);

        var actual = stft.Forward(signal);

        var frames = Padded.Frames(signal, options, options.HopLength!.Value);
        double[] window = CentredWindow(options);
        Assert.Equal((stft.Bins, frames.Count), (actual.Bins, actual.Frames));
        for (int frame = 0; frame < frames.Count; frame++)
        {
            var (re, im) = NaiveDft.Forward([.. frames[frame].Zip(window, (sample, weight) => sample * weight)]);
            for (int bin = 0; bin < stft.Bins; bin++)
            {
                Assert.Equal(re[bin], actual.Re[bin * actual.Frames + frame], 2e-6);   // values up to 60, rounded to single precision
                Assert.Equal(im[bin], actual.Im[bin * actual.Frames + frame], 2e-6);
            }
        }
    }

    [Theory, InlineData(64, 64, 16), InlineData(64, 40, 10), InlineData(45, 45, 11), InlineData(100, 100, 50), InlineData(202, 202, 50), InlineData(2048, 2048, 512)]
    public void The_inverse_gives_the_signal_back(int fftLength, int window, int hop)
    {
        float[] signal = Some.Floats(3_000, seed: 1);
        var stft = new Stft(new() { FftLength = fftLength, WindowLength = window, HopLength = hop });

        float[] back = stft.Inverse(stft.Forward(signal), signal.Length);

        Approximately.Equal(signal, back, 1e-6);   // spectra in single precision, and every sample where a window is not small
    }

    /// <summary>Arbitrary spectra, which belong to no signal: only the definition of the overlap and its normalisation gives the same.</summary>
    [Theory]
    [InlineData(64, 64, 16, true, 21, null), InlineData(64, 64, 16, false, 21, null), InlineData(64, 40, 10, true, 3, null), InlineData(45, 45, 11, true, 9, null), InlineData(45, 45, 11, false, 8, 200)]
    [InlineData(64, 64, 16, true, 21, 50), InlineData(64, 64, 16, true, 21, 1_000), InlineData(32, 32, 50, true, 20, null), InlineData(32, 32, 50, false, 17, null), InlineData(64, 64, 16, true, 1, 5), InlineData(16, 16, 4, true, 100, 20)]
    public void The_inverse_is_the_normalised_sum_of_overlapping_frames(int fftLength, int window, int hop, bool centred, int frames, int? length)
    {
        var options = new StftOptions { FftLength = fftLength, WindowLength = window, HopLength = hop, Centered = centred };
        var stft = new Stft(options);
        var spectra = new ComplexSpectrogram(stft.Bins, frames);
        Some.Floats(spectra.Re.Length, seed: 2).CopyTo(spectra.Re, 0);
        Some.Floats(spectra.Im.Length, seed: 3).CopyTo(spectra.Im, 0);

        float[] actual = stft.Inverse(spectra, length);

        double[] expected = InverseReference(spectra, options, cut: length is null);
        Assert.Equal(length ?? expected.Length, actual.Length);
        for (int n = 0; n < actual.Length; n++) Assert.Equal(n < expected.Length ? expected[n] : 0, actual[n], 1e-5 * Math.Abs(n < expected.Length ? expected[n] : 0) + 1e-6);
    }

    private static double[] InverseReference(ComplexSpectrogram spectra, StftOptions options, bool cut)
    {
        int length = options.FftLength, hop = options.HopLength!.Value, half = options.Centered ? length / 2 : 0;
        double[] sum = new double[(spectra.Frames - 1) * hop + length], weight = new double[sum.Length], window = CentredWindow(options);
        for (int frame = 0; frame < spectra.Frames; frame++)
            for (int n = 0; n < length; n++)
            {
                double sample = 0;
                for (int k = 0; k < spectra.Bins; k++)
                {
                    var (sin, cos) = double.SinCosPi(2.0 * k * n / length);
                    bool single = k == 0 || 2 * k == length;
                    sample += (single ? 1 : 2) * (spectra.Re[k * spectra.Frames + frame] * cos - (single ? 0 : spectra.Im[k * spectra.Frames + frame] * sin)) / length;
                }
                sum[frame * hop + n] += sample * window[n];
                weight[frame * hop + n] += window[n] * window[n];
            }
        for (int n = 0; n < sum.Length; n++) sum[n] /= weight[n] > 0 ? weight[n] : 1;
        return sum[half..(cut ? sum.Length - half : sum.Length)];   // a length that is asked for may reach into the padding behind the signal
    }

    private static double[] CentredWindow(StftOptions options)
    {
        double[] window = new double[options.FftLength];
        int length = options.WindowLength ?? options.FftLength;
        Window.Periodic(options.Window, length).CopyTo(window, (options.FftLength - length) / 2);
        return window;
    }

    [Fact]
    public void A_workspace_keeps_nothing_of_the_block_before()
    {
        var stft = new Stft(new() { FftLength = 64, HopLength = 16, Centered = false });
        float[] loud = Some.Floats(stft.Frames.Span(Stft.Lanes), seed: 1), quiet = Some.Floats(loud.Length, seed: 2);
        using Stft.Workspace used = stft.NewWorkspace(), fresh = stft.NewWorkspace();
        stft.Transform(quiet.AsSpan(0, stft.Frames.Span(3)), 3, fresh);

        stft.Transform(loud, Stft.Lanes, used);
        used.Re.Fill(5);
        stft.Transform(quiet.AsSpan(0, stft.Frames.Span(3)), 3, used);

        Assert.Equal(fresh.Power(), used.Power());
        Assert.Equal(fresh.Re, used.Re);
        Assert.Equal(fresh.Im, used.Im);
        Assert.Equal(fresh.Magnitude(), used.Magnitude());
        for (int i = 0; i < used.Re.Length; i++)
            if (i % Stft.Lanes >= 3) Assert.Equal(0, used.Re[i]);
    }

    [Fact]
    public void The_power_of_changed_spectra_is_that_of_the_change()
    {
        var stft = new Stft(new() { FftLength = 64, HopLength = 16, Centered = false });
        using var workspace = stft.NewWorkspace();
        stft.Transform(Some.Floats(stft.Frames.Span(Stft.Lanes), seed: 1), Stft.Lanes, workspace);

        workspace.Re.Fill(3);
        workspace.Im.Fill(4);

        Assert.All(workspace.Magnitude().ToArray(), magnitude => Assert.Equal(5, magnitude));
    }

    [Fact]
    public void Memory_that_is_given_back_is_taken_again_and_blocks_allocate_nothing()
    {
        var stft = new Stft(new() { FftLength = 64, HopLength = 16 });
        float[] signal = Some.Floats(200, seed: 1), output = new float[200];
        for (int i = 0; i < 3; i++) Blocks();   // either workspace takes either part in turn
        long before = GC.GetAllocatedBytesForCurrentThread();

        Blocks();

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200);   // the synthesis itself, some hundred bytes; a workspace has thousands

        void Blocks()
        {
            using var workspace = stft.NewWorkspace();
            using var synthesis = stft.NewSynthesis(8, output);
            stft.Transform(stft.Frames.Cut(signal, 0, 8, workspace.Padded), 8, workspace);
            workspace.Power();
            synthesis.Add(workspace.Re, workspace.Im, 8);
        }
    }

    [Fact]
    public void Giving_a_workspace_back_twice_does_not_lend_it_twice()
    {
        var stft = new Stft(new() { FftLength = 64 });
        var workspace = stft.NewWorkspace();

        workspace.Dispose();
        workspace.Dispose();

        Assert.NotSame(stft.NewWorkspace(), stft.NewWorkspace());
    }

    [Fact]
    public void One_instance_serves_many_threads()
    {
        var stft = new Stft(new() { FftLength = 200, HopLength = 50 });
        float[] signal = Some.Floats(2_000, seed: 1), back = stft.Inverse(stft.Forward(signal));

        Parallel.For(0, 30, _ => Assert.Equal(back, stft.Inverse(stft.Forward(signal))));
    }

    [Fact]
    public void A_synthesis_started_again_gives_the_same()
    {
        var stft = new Stft(new() { FftLength = 64, HopLength = 16, Centered = false });
        float[] output = new float[stft.SignalLength(11)];
        double[] re = Array.ConvertAll(Some.Floats(stft.Bins * Stft.Lanes, seed: 1), value => (double)value), im = new double[re.Length];
        using var synthesis = stft.NewSynthesis(11, output);
        synthesis.Add(re, im, 8);
        synthesis.Add(re, im, 3);
        float[] first = [.. output];

        synthesis.Restart();
        synthesis.Add(re, im, 8);
        synthesis.Add(re, im, 3);

        Assert.Equal(first, output);
    }

    [Fact]
    public void A_signal_shorter_than_a_frame_that_is_not_padded_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new Stft(new() { FftLength = 64, Centered = false }).Forward(new float[63]));

        Assert.StartsWith("The signal has 63 samples, fewer than a frame of 64", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_signal_is_refused() => Assert.Throws<ArgumentException>(() => new Stft(new()).Forward([]));

    [Fact]
    public void A_window_longer_than_the_transform_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new Stft(new() { FftLength = 64, WindowLength = 65 }));

        Assert.StartsWith("WindowLength must be at most FftLength (64), got 65.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Spectra_of_another_transform_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new Stft(new() { FftLength = 64 }).Inverse(new(32, 5)));

        Assert.StartsWith("Transforms of 64 samples have 33 bins, the spectra have 32.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_length_of_zero_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new Stft(new() { FftLength = 64 }).Inverse(new(33, 5), 0));
}
