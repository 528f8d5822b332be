using Microsoft.ML.OnnxRuntime;
using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Onnx.Export;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Onnx.FrontEnd;

public class MfccGraphTests
{
    private static MfccOptions Plain => MfccOptions.Librosa with { FftLength = 256, HopLength = 64, MelBands = 24, Coefficients = 13 };

    private static readonly Dictionary<string, MfccOptions> Options = new()
    {
        ["plain"] = Plain,
        ["librosa"] = MfccOptions.Librosa,
        ["librosa at 8 kHz"] = MfccOptions.Librosa with { SampleRateHz = 8_000, FftLength = 512, HopLength = 128, MelBands = 40 },
        ["torchaudio at 16 kHz"] = MfccOptions.Torchaudio,
        ["lifter"] = Plain with { Lifter = 22 },
        ["first cosine transform"] = Plain with { DctType = DctType.I, OrthonormalDct = false },
        ["third cosine transform"] = Plain with { DctType = DctType.III },
        ["natural logarithm"] = Plain with { Logarithm = MelLogarithm.NaturalWithOffset, MinimumPower = 1e-6 },
        ["not centred, no floor"] = Plain with { Centered = false, TopDecibels = null, MinimumPower = 1e-4 },
    };

    public static TheoryData<string> Variants => [.. Options.Keys];

    [Theory, MemberData(nameof(Variants))]
    public void The_graph_agrees_with_the_extractor(string variant)
    {
        var options = Options[variant];
        var frontEnd = FrontEnd(options, clipSamples: 4 * options.FftLength + 11);
        float[] clip = SomeClips.Lively(frontEnd.ClipSamples, seed: 1, options.SampleRateHz);

        var (values, shape) = OnnxSession.Run(FrontEndModel.Build(frontEnd), clip);

        var expected = new MfccExtractor(options).Extract(clip);
        Assert.Equal([1, options.Coefficients, expected.Frames], shape);
        AgreeRelativeToPeak(expected.Values, values);
    }

    [Theory]
    [InlineData(1), InlineData(100), InlineData(999), InlineData(1000), InlineData(1001), InlineData(5000)]
    public void A_clip_of_any_length_is_padded_or_cropped_inside(int samples)
    {
        var frontEnd = FrontEnd(Plain, clipSamples: 1000);
        float[] clip = SomeClips.Lively(samples, seed: 2), fitted = new float[1000];
        clip.AsSpan(0, Math.Min(samples, 1000)).CopyTo(fitted);

        var (values, _) = OnnxSession.Run(FrontEndModel.Build(frontEnd), clip);

        AgreeRelativeToPeak(new MfccExtractor(Plain).Extract(fitted).Values, values);
    }

    [Theory]
    [InlineData(1, DeltaEdges.Interpolate), InlineData(2, DeltaEdges.Interpolate), InlineData(2, DeltaEdges.Nearest)]
    [InlineData(1, DeltaEdges.Mirror), InlineData(1, DeltaEdges.Constant), InlineData(2, DeltaEdges.Wrap)]
    public void Deltas_stand_below_the_coefficients(int deltas, DeltaEdges edges)
    {
        var delta = new DeltaOptions { Width = 7, Edges = edges };
        var frontEnd = FrontEnd(Plain, clipSamples: 2000) with { Deltas = deltas, Delta = delta, Scaling = FeatureScaling.Identity(13 * (1 + deltas)) };
        float[] clip = SomeClips.Lively(1500, seed: 3);

        var (values, shape) = OnnxSession.Run(FrontEndModel.Build(frontEnd), clip);

        var mfcc = new MfccExtractor(Plain).Extract([.. clip, .. new float[500]]);
        float[] expected = [.. mfcc.Values, .. Enumerable.Range(1, deltas).SelectMany(order => new Delta(delta with { Order = order }).Apply(mfcc).Values)];
        Assert.Equal([1, 13 * (1 + deltas), mfcc.Frames], shape);
        AgreeRelativeToPeak(expected, values);
    }

    [Fact]
    public void Rows_are_scaled_each_by_its_own()
    {
        var plain = FrontEnd(Plain, clipSamples: 1000);
        float[] offset = Some.Floats(13, seed: 4), scale = Some.Floats(13, seed: 5), clip = SomeClips.Lively(1000, seed: 6);

        float[] mfcc = OnnxSession.Run(FrontEndModel.Build(plain), clip).Values;
        float[] scaled = OnnxSession.Run(FrontEndModel.Build(plain with { Scaling = new(offset, scale) }), clip).Values;

        int frames = mfcc.Length / 13;
        Assert.Equal(mfcc.Select((value, i) => (value - offset[i / frames]) * scale[i / frames]), scaled);
    }

    [Theory]
    [InlineData(ClipStandardization.Rows), InlineData(ClipStandardization.Whole)]
    public void A_clip_is_standardised_by_its_own_statistics_before_the_scaling(ClipStandardization standardization)
    {
        var plain = FrontEnd(Plain, clipSamples: 1000);
        float[] clip = SomeClips.Lively(1000, seed: 7);
        var scaling = new FeatureScaling([.. Enumerable.Repeat(0.5f, 13)], [.. Enumerable.Repeat(2f, 13)]);

        float[] mfcc = OnnxSession.Run(FrontEndModel.Build(plain), clip).Values;
        float[] values = OnnxSession.Run(FrontEndModel.Build(plain with { ClipStandardization = standardization, Scaling = scaling }), clip).Values;

        var groups = mfcc.Chunk(standardization == ClipStandardization.Rows ? mfcc.Length / 13 : mfcc.Length);
        float[] expected = [.. groups.SelectMany(group =>
        {
            double mean = group.Average(value => (double)value), variance = group.Average(value => (value - mean) * (value - mean));
            return group.Select(value => (float)(((value - mean) / Math.Sqrt(variance + 1e-5) - 0.5) * 2));
        })];
        Approximately.Equal(expected, values, tolerance: 1e-5);
    }

    [Fact]
    public void Silence_standardised_within_the_clip_is_zero()
    {
        var frontEnd = FrontEnd(Plain, clipSamples: 1000) with { ClipStandardization = ClipStandardization.Rows };

        Approximately.Equal(new float[13 * 16], OnnxSession.Run(FrontEndModel.Build(frontEnd), new float[500]).Values, tolerance: 1e-2);
    }

    [Fact]
    public void An_image_has_one_channel()
    {
        var (plain, image) = (FrontEnd(Plain, clipSamples: 1000), FrontEnd(Plain, clipSamples: 1000) with { IsImage = true });
        float[] clip = SomeClips.Lively(1000, seed: 8);

        var (values, shape) = OnnxSession.Run(FrontEndModel.Build(image), clip);

        Assert.Equal([1, 1, 13, 16], shape);
        Assert.Equal(OnnxSession.Run(FrontEndModel.Build(plain), clip).Values, values);
    }

    [Fact]
    public void A_batch_gives_what_its_clips_give_alone()
    {
        float[][] clips = [SomeClips.Lively(1000, seed: 9), new float[1000], SomeClips.Lively(1000, seed: 10)];
        using var session = new InferenceSession(FrontEndModel.Build(FrontEnd(Plain, clipSamples: 1000) with { Deltas = 2, Scaling = FeatureScaling.Identity(39) }));

        var (values, shape) = OnnxSession.Run(session, clips);

        Assert.Equal([3, 39, 16], shape);
        Assert.Equal(clips.SelectMany(clip => OnnxSession.Run(session, clip).Values), values);
    }

    [Fact]
    public void What_does_not_go_together_is_refused_by_name()
    {
        var frontEnd = FrontEnd(Plain, clipSamples: 300);

        Refuse("MfccFrontEnd.Options.SampleRateHz is 22050, but the front end's SampleRateHz is 8000", frontEnd with { SampleRateHz = 8000 });
        Refuse("Options.FftLength must be even, got 255", frontEnd with { Options = Plain with { FftLength = 255 } });
        Refuse("Options.Coefficients must be at most MelBands (24), got 25", frontEnd with { Options = Plain with { Coefficients = 25 }, Scaling = FeatureScaling.Identity(25) });
        Refuse("Scaling has 13 values, but there are 26 rows", frontEnd with { Deltas = 1 });
        Refuse("Delta.Width is 9, but a clip of 300 samples has 5 frames", frontEnd with { Deltas = 1, Scaling = FeatureScaling.Identity(26) });
        Assert.StartsWith("Deltas must be 0, 1 or 2, got 3.", Assert.Throws<ArgumentOutOfRangeException>(() => frontEnd with { Deltas = 3 }).Message, StringComparison.Ordinal);
        Assert.StartsWith("ClipSamples must be positive, got 0.", Assert.Throws<ArgumentOutOfRangeException>(() => frontEnd with { ClipSamples = 0 }).Message, StringComparison.Ordinal);

        static void Refuse(string message, MfccFrontEnd frontEnd) => Assert.Contains(message, Assert.Throws<ArgumentException>(() => FrontEndModel.Build(frontEnd)).Message, StringComparison.Ordinal);
    }

    private static MfccFrontEnd FrontEnd(MfccOptions options, int clipSamples) =>
        new() { SampleRateHz = options.SampleRateHz, ClipSamples = clipSamples, Options = options, Scaling = FeatureScaling.Identity(options.Coefficients) };

    /// <summary>The zeroth coefficient adds up all bands: float32 leaves some 1e-7 of it in every one.</summary>
    private static void AgreeRelativeToPeak(float[] expected, float[] actual)
    {
        double error = Approximately.RelativeToPeak(Array.ConvertAll(expected, value => (double)value), actual);
        Assert.True(error <= 1e-5, $"error is {error:g3} of the peak");
    }
}
