using Microsoft.ML.OnnxRuntime;
using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Onnx.Export;
using MlNetAudio.Tests.Onnx.FrontEnd;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Onnx.Export;

public class AudioStatisticsFrontEndTests
{
    /// <summary>Frame and hop: two blocks a frame, one, four, hop not dividing, hop beyond the frame, odd frames, more blocks than are summed one by one.</summary>
    public static TheoryData<int, int> Framings => new() { { 1024, 512 }, { 16, 16 }, { 32, 8 }, { 30, 12 }, { 8, 20 }, { 9, 3 }, { 15, 4 }, { 1, 1 }, { 80, 2 } };

    [Theory, MemberData(nameof(Framings))]
    public void The_graph_gives_the_extractors_numbers_to_the_last_bit_at_every_length(int frame, int hop)
    {
        var (rms, zcr) = (new RmsOptions { FrameLength = frame, HopLength = hop }, new ZcrOptions { FrameLength = frame, HopLength = hop });
        var extractor = new AudioStatisticsExtractor(new() { Rms = rms, Zcr = zcr });
        using var session = new InferenceSession(FrontEndModel.Build(new AudioStatisticsFrontEnd { SampleRateHz = 16_000, Rms = rms, Zcr = zcr }));

        foreach (int samples in LengthsAround(frame, hop))
        {
            float[] clip = Clip(samples, seed: samples);
            Assert.Equal(WithoutRounding(extractor.Extract(clip)), WithoutRounding(OnnxSession.Run(session, clip).Values));
        }
    }

    /// <summary>Where all frames are equal, adding them up in another order can leave a deviation of a last bit of their mean in place of zero.</summary>
    private static float[] WithoutRounding(float[] statistics) => [.. statistics.Select(value => value < 1e-15f ? 0 : value)];

    [Theory, MemberData(nameof(Framings))]
    public void The_graph_agrees_with_the_formulas_written_out(int frame, int hop)
    {
        using var session = new InferenceSession(FrontEndModel.Build(new AudioStatisticsFrontEnd
        {
            SampleRateHz = 16_000,
            Rms = new() { FrameLength = frame, HopLength = hop },
            Zcr = new() { FrameLength = frame, HopLength = hop },
        }));

        foreach (int samples in LengthsAround(frame, hop))
        {
            float[] clip = Clip(samples, seed: 1000 + samples);
            Approximately.Equal(Reference(clip, frame, hop), OnnxSession.Run(session, clip).Values, tolerance: 1e-7);   // both are double inside
        }
    }

    [Fact]
    public void A_batch_gives_what_its_clips_give_alone()
    {
        float[][] clips = [Clip(3000, seed: 1), Clip(3000, seed: 2), Some.Sine(440, 16_000, 3000)];
        using var session = new InferenceSession(FrontEndModel.Build(new AudioStatisticsFrontEnd { SampleRateHz = 16_000 }));

        var (values, shape) = OnnxSession.Run(session, clips);

        Assert.Equal([3, 4], shape);
        Assert.Equal(clips.SelectMany(clip => OnnxSession.Run(session, clip).Values), values);
    }

    [Fact]
    public void Silence_gives_four_zeros()
    {
        var (values, _) = OnnxSession.Run(FrontEndModel.Build(new AudioStatisticsFrontEnd { SampleRateHz = 16_000 }), new float[5000]);

        Assert.Equal([0, 0, 0, 0], values);
    }

    [Fact]
    public void A_step_below_the_threshold_of_zero_is_no_crossing()
    {
        float[] tiny = [1e-11f, -1e-11f, 1e-11f, -1e-11f, 0f, -0f], small = [1e-9f, -1e-9f, 1e-9f, -1e-9f, 1e-9f, -1e-9f];
        using var session = new InferenceSession(FrontEndModel.Build(new AudioStatisticsFrontEnd { SampleRateHz = 16_000, Zcr = new() { FrameLength = 4, HopLength = 2 } }));

        Assert.Equal(0, OnnxSession.Run(session, tiny).Values[2]);
        Assert.True(OnnxSession.Run(session, small).Values[2] > 0);
    }

    public static TheoryData<string, RmsOptions, ZcrOptions> NotExported => new()
    {
        { "RmsOptions.Centered must be True, got False", new() { Centered = false }, new() },
        { "RmsOptions.PadMode must be Constant, got Reflect", new() { PadMode = PadMode.Reflect }, new() },
        { "ZcrOptions.Centered must be True, got False", new(), new() { Centered = false } },
        { "ZcrOptions.PadMode must be Edge, got Constant", new(), new() { PadMode = PadMode.Constant } },
        { "ZcrOptions.Threshold must be 1E-10, got 0.5", new(), new() { Threshold = 0.5 } },
        { "ZcrOptions.ZeroIsPositive must be True, got False", new(), new() { ZeroIsPositive = false } },
        { "ZcrOptions.CountFirstSample must be False, got True", new(), new() { CountFirstSample = true } },
    };

    [Theory, MemberData(nameof(NotExported))]
    public void An_option_that_the_graph_does_not_compute_is_refused_by_name(string fault, RmsOptions rms, ZcrOptions zcr)
    {
        var error = Assert.Throws<ArgumentException>(() => FrontEndModel.Build(new AudioStatisticsFrontEnd { SampleRateHz = 16_000, Rms = rms, Zcr = zcr }));

        Assert.StartsWith($"AudioStatisticsFrontEnd: {fault}", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<int> LengthsAround(int frame, int hop) =>
        new[] { 1, 2, 3, frame / 2, frame - 1, frame, frame + 1, hop - 1, hop, hop + 1, 3 * hop, 2 * frame + hop, 5 * frame + 7 }.Where(length => length > 0).Distinct();

    /// <summary>Noise that crosses zero often, with exact zeros and values around the threshold of zero in it.</summary>
    private static float[] Clip(int samples, int seed)
    {
        float[] clip = Some.Floats(samples, seed);
        for (int n = 3; n < samples; n += 7) clip[n] = n % 2 == 0 ? 0 : -1e-10f;
        return clip;
    }

    private static float[] Reference(float[] clip, int frame, int hop)
    {
        int half = frame / 2, frames = 1 + (clip.Length + 2 * half - frame) / hop;
        double[] rms = new double[frames], zcr = new double[frames];
        for (int i = 0; i < frames; i++)
        {
            double squares = 0;
            int crossings = 0;
            for (int n = 0; n < frame; n++)
            {
                int at = i * hop + n - half;
                if (at >= 0 && at < clip.Length) squares += (double)clip[at] * clip[at];
                if (n > 0 && IsNegative(at) != IsNegative(at - 1)) crossings++;
            }
            (rms[i], zcr[i]) = (Math.Sqrt(squares / frame), (double)crossings / frame);
        }
        return [(float)rms.Average(), Deviation(rms), (float)zcr.Average(), Deviation(zcr)];

        bool IsNegative(int at) => clip[Math.Clamp(at, 0, clip.Length - 1)] < -1e-10;

        static float Deviation(double[] values) => (float)Math.Sqrt(values.Average(value => (value - values.Average()) * (value - values.Average())));
    }
}
