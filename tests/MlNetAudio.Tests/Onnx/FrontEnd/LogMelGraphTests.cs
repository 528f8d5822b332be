using Microsoft.ML.OnnxRuntime;
using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Onnx.Export;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Onnx.FrontEnd;

public class LogMelGraphTests
{
    /// <summary>FFT, hop, mels: the usual; hop dividing the frame or not, sharing a factor or none; lengths that factor badly.</summary>
    public static TheoryData<int, int, int> Framings => new() { { 2048, 512, 128 }, { 400, 160, 40 }, { 64, 16, 8 }, { 64, 48, 8 }, { 64, 15, 8 }, { 60, 100, 6 }, { 202, 50, 10 }, { 2, 1, 1 } };

    [Theory, MemberData(nameof(Framings))]
    public void The_graph_agrees_with_the_extractor(int fft, int hop, int mels)
    {
        var frontEnd = FrontEnd(fft, hop, mels, clipSamples: 4 * fft + hop / 2 + 1);
        float[] clip = Clip(frontEnd.ClipSamples, seed: 1);

        var (values, shape) = OnnxSession.Run(FrontEndModel.Build(frontEnd), clip);

        var expected = new LogMelExtractor(frontEnd.Options).Extract(clip);
        Assert.Equal([1, 1, mels, expected.Frames], shape);
        AgreeInDecibels(expected.Values, values);
    }

    private static LogMelOptions Plain => new() { SampleRateHz = 22_050, FftLength = 64, HopLength = 16, MelBands = 8 };

    /// <summary>Each option that changes the numbers, alone or as a preset has it.</summary>
    private static readonly Dictionary<string, LogMelOptions> Options = new()
    {
        ["short window"] = Plain with { WindowLength = 50, Window = WindowFunction.Hamming },
        ["not centred"] = Plain with { Centered = false },
        ["reflected"] = Plain with { PadMode = PadMode.Reflect, HopLength = 15 },
        ["edges repeated"] = Plain with { PadMode = PadMode.Edge },
        ["magnitude"] = Plain with { Power = 1 },
        ["any power"] = Plain with { Power = 1.5, SpectrumNormalization = SpectrumNormalization.Window },
        ["frame length"] = Plain with { SpectrumNormalization = SpectrumNormalization.FrameLength },
        ["reference"] = Plain with { ReferencePower = 30 },
        ["relative to the maximum"] = Plain with { ReferencePower = null },
        ["relative to the maximum, no floor"] = Plain with { ReferencePower = null, TopDecibels = null },
        ["minimum"] = Plain with { MinimumPower = 1e-3 },
        ["natural"] = Plain with { Logarithm = MelLogarithm.Natural, MinimumPower = 1e-3 },
        ["natural with offset"] = Plain with { Logarithm = MelLogarithm.NaturalWithOffset, MinimumPower = 1e-3 },
        ["bands"] = Plain with { MinimumFrequencyHz = 500, MaximumFrequencyHz = 9_000, MelScale = MelScale.Htk, MelNormalization = MelNormalization.None },
        ["torchaudio"] = LogMelOptions.Torchaudio with { SampleRateHz = 22_050, MelBands = 20, MinimumPower = 1e-6 },
    };

    public static TheoryData<string> Variants => [.. Options.Keys];

    [Theory, MemberData(nameof(Variants))]
    public void The_graph_agrees_with_the_extractor_on_every_option(string variant)
    {
        var options = Options[variant];
        var frontEnd = new LogMelFrontEnd { SampleRateHz = 22_050, ClipSamples = 1_501, Scaling = FeatureScaling.Identity(options.MelBands), Options = options };
        float[] clip = Clip(1_200, seed: 10);

        var (values, shape) = OnnxSession.Run(FrontEndModel.Build(frontEnd), clip);

        var expected = new LogMelExtractor(options).Extract([.. clip, .. new float[301]]);
        Assert.Equal([1, 1, options.MelBands, expected.Frames], shape);
        Approximately.Equal(expected.Values, values, tolerance: 1e-3);   // float32 noise in the quietest bands; elsewhere far less
    }

    [Fact]
    public void Options_without_a_graph_are_refused_by_name()
    {
        var frontEnd = FrontEnd(fft: 64, hop: 16, mels: 8, clipSamples: 30);

        Refuse("Options.PadMode must be Constant, Reflect or Edge, got Wrap", frontEnd with { Options = frontEnd.Options with { PadMode = PadMode.Wrap } });
        Refuse("ClipSamples must be above FftLength / 2 (32) where PadMode is Reflect, got 30", frontEnd with { Options = frontEnd.Options with { PadMode = PadMode.Reflect } });
        Refuse("ClipSamples must be at least FftLength (64) where frames are not centred, got 30", frontEnd with { Options = frontEnd.Options with { Centered = false } });
        Refuse("Options.WindowLength must be at most FftLength (64), got 65", frontEnd with { Options = frontEnd.Options with { WindowLength = 65 } });

        static void Refuse(string message, LogMelFrontEnd frontEnd) => Assert.Contains(message, Assert.Throws<ArgumentException>(() => FrontEndModel.Build(frontEnd)).Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Framings))]
    public void The_graph_agrees_with_the_definition_written_out(int fft, int hop, int mels)
    {
        var frontEnd = FrontEnd(fft, hop, mels, clipSamples: Math.Min(4 * fft, 3000));
        float[] clip = Clip(frontEnd.ClipSamples, seed: 2);

        var (values, _) = OnnxSession.Run(FrontEndModel.Build(frontEnd), clip);

        AgreeInDecibels(Reference(clip, frontEnd.Options), values);
    }

    [Theory]
    [InlineData(1), InlineData(31), InlineData(32), InlineData(33), InlineData(999), InlineData(1000), InlineData(1001), InlineData(5000)]
    public void A_clip_of_any_length_is_padded_or_cropped_inside(int samples)
    {
        var frontEnd = FrontEnd(fft: 64, hop: 16, mels: 8, clipSamples: 1000);
        float[] clip = Clip(samples, seed: 3), fitted = new float[1000];
        clip.AsSpan(0, Math.Min(samples, 1000)).CopyTo(fitted);

        var (values, shape) = OnnxSession.Run(FrontEndModel.Build(frontEnd), clip);

        Assert.Equal([1, 1, 8, 63], shape);
        AgreeInDecibels(new LogMelExtractor(frontEnd.Options).Extract(fitted).Values, values);
    }

    [Fact]
    public void A_model_clip_shorter_than_a_frame_works()
    {
        var frontEnd = FrontEnd(fft: 64, hop: 16, mels: 8, clipSamples: 5);
        float[] clip = Clip(5, seed: 4);

        var (values, _) = OnnxSession.Run(FrontEndModel.Build(frontEnd), clip);

        AgreeInDecibels(new LogMelExtractor(frontEnd.Options).Extract(clip).Values, values);
    }

    [Fact]
    public void Each_clip_of_a_batch_has_its_own_floor()
    {
        float[] loud = Clip(2000, seed: 5), quiet = [.. loud.Select(sample => sample * 1e-3f)];
        using var session = new InferenceSession(FrontEndModel.Build(FrontEnd(fft: 64, hop: 16, mels: 8, clipSamples: 2000)));

        var (values, shape) = OnnxSession.Run(session, loud, quiet, new float[2000]);

        Assert.Equal(3, shape[0]);
        Approximately.Equal([.. OnnxSession.Run(session, loud).Values, .. OnnxSession.Run(session, quiet).Values, .. OnnxSession.Run(session, new float[2000]).Values], values, tolerance: 1e-5);
    }

    [Fact]
    public void Silence_is_minus_100_decibels_everywhere()
    {
        var (values, _) = OnnxSession.Run(FrontEndModel.Build(FrontEnd(fft: 64, hop: 16, mels: 8, clipSamples: 500)), new float[500]);

        Assert.All(values, value => Assert.Equal(-100, value, tolerance: 1e-4));
    }

    [Fact]
    public void Without_top_decibels_there_is_no_floor()
    {
        var frontEnd = FrontEnd(fft: 64, hop: 16, mels: 8, clipSamples: 2000);
        frontEnd = frontEnd with { Options = frontEnd.Options with { TopDecibels = null } };
        float[] clip = Clip(300, seed: 6), fitted = [.. clip, .. new float[1700]];

        var (values, _) = OnnxSession.Run(FrontEndModel.Build(frontEnd), clip);

        Assert.Equal(-100, values.Min(), tolerance: 1e-4);
        Approximately.Equal(new LogMelExtractor(frontEnd.Options).Extract(fitted).Values, values, tolerance: 1e-2);   // nothing hides the float32 noise below −80 dB
    }

    [Fact]
    public void Every_mel_is_standardised_by_its_own_scaling()
    {
        var plain = FrontEnd(fft: 64, hop: 16, mels: 8, clipSamples: 100);
        float[] offset = Some.Floats(8, seed: 7), scale = Some.Floats(8, seed: 8), clip = Clip(100, seed: 9);

        float[] decibels = OnnxSession.Run(FrontEndModel.Build(plain), clip).Values;
        float[] scaled = OnnxSession.Run(FrontEndModel.Build(plain with { Scaling = new(offset, scale) }), clip).Values;

        int frames = decibels.Length / 8;
        Assert.Equal(decibels.Select((value, i) => (value - offset[i / frames]) * scale[i / frames]), scaled);
    }

    [Theory]
    [InlineData(ClipStandardization.Rows), InlineData(ClipStandardization.Whole)]
    public void A_clip_can_be_standardised_by_its_own_statistics(ClipStandardization standardization)
    {
        var plain = FrontEnd(fft: 64, hop: 16, mels: 8, clipSamples: 1000);
        float[] clip = Clip(1000, seed: 11);

        float[] decibels = OnnxSession.Run(FrontEndModel.Build(plain), clip).Values;
        float[] values = OnnxSession.Run(FrontEndModel.Build(plain with { ClipStandardization = standardization }), clip).Values;

        var groups = decibels.Chunk(standardization == ClipStandardization.Rows ? decibels.Length / 8 : decibels.Length);
        Approximately.Equal([.. groups.SelectMany(Standardised)], values, tolerance: 1e-5);

        static IEnumerable<float> Standardised(float[] group)
        {
            double mean = group.Average(value => (double)value), variance = group.Average(value => (value - mean) * (value - mean));
            return group.Select(value => (float)((value - mean) / Math.Sqrt(variance + 1e-5)));
        }
    }

    [Fact]
    public void An_odd_fft_length_is_refused_by_name()
    {
        var error = Assert.Throws<ArgumentException>(() => FrontEndModel.Build(FrontEnd(fft: 63, hop: 16, mels: 8, clipSamples: 100)));

        Assert.Contains("FftLength must be even, got 63", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scaling_for_other_mels_is_refused()
    {
        var frontEnd = FrontEnd(fft: 64, hop: 16, mels: 8, clipSamples: 100) with { Scaling = FeatureScaling.Identity(7) };

        Assert.Contains("7 values, but there are 8 mel bands", Assert.Throws<ArgumentException>(() => FrontEndModel.Build(frontEnd)).Message, StringComparison.Ordinal);
    }

    /// <summary>Float32 leaves about 1e-7 of a frame's loudest bin in every bin: nothing near the maximum, some 1e-4 dB at 80 dB below it.</summary>
    private static void AgreeInDecibels(float[] expected, float[] actual)
    {
        float loud = expected.Max() - 40;
        Approximately.Equal(expected, actual, tolerance: 1e-3);
        Approximately.Equal([.. expected.Select(value => Math.Max(value, loud))], [.. actual.Select(value => Math.Max(value, loud))], tolerance: 3e-5);
    }

    private static LogMelFrontEnd FrontEnd(int fft, int hop, int mels, int clipSamples) => new()
    {
        SampleRateHz = 22_050,
        ClipSamples = clipSamples,
        Scaling = FeatureScaling.Identity(mels),
        Options = new() { SampleRateHz = 22_050, FftLength = fft, HopLength = hop, MelBands = mels },
    };

    /// <summary>A tone over noise that grows: strong and weak bins, loud and quiet frames.</summary>
    private static float[] Clip(int samples, int seed)
    {
        float[] tone = Some.Sine(440, 22_050, samples, amplitude: 0.5), noise = Some.Floats(samples, seed);
        return [.. tone.Select((value, n) => value + 0.1f * noise[n] * n / samples)];
    }

    private static float[] Reference(float[] clip, LogMelOptions options)
    {
        int fft = options.FftLength, bins = 1 + fft / 2, mels = options.MelBands, frames = 1 + clip.Length / options.HopLength;
        float[] filters = MelFilterBank.Create(options.SampleRateHz, fft, mels, 0, options.SampleRateHz / 2.0, options.MelScale, options.MelNormalization);
        double[] decibels = new double[mels * frames], power = new double[bins];
        double[] cosines = [.. Enumerable.Range(0, fft).Select(i => Math.Cos(2 * Math.PI * i / fft))], sines = [.. Enumerable.Range(0, fft).Select(i => Math.Sin(2 * Math.PI * i / fft))];
        for (int frame = 0; frame < frames; frame++)
        {
            for (int bin = 0; bin < bins; bin++)
            {
                double real = 0, imaginary = 0;
                for (int n = 0; n < fft; n++)
                {
                    int at = frame * options.HopLength + n - fft / 2;
                    if (at < 0 || at >= clip.Length) continue;
                    double windowed = clip[at] * (0.5 - 0.5 * cosines[n]);
                    real += windowed * cosines[(int)((long)n * bin % fft)];
                    imaginary -= windowed * sines[(int)((long)n * bin % fft)];
                }
                power[bin] = real * real + imaginary * imaginary;
            }
            for (int mel = 0; mel < mels; mel++)
            {
                double sum = 0;
                for (int bin = 0; bin < bins; bin++) sum += filters[mel * bins + bin] * power[bin];
                decibels[mel * frames + frame] = 10 * Math.Log10(Math.Max(1e-10, sum));
            }
        }
        double floor = decibels.Max() - options.TopDecibels!.Value;
        return [.. decibels.Select(value => (float)Math.Max(value, floor))];
    }
}
