using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Features;

public class FeatureStreamTests
{
    /// <summary>Samples, then frame, hop: no whole frame, one, many; odd frames; hops that do not divide, longer than the frame.</summary>
    private static readonly (int Samples, int FrameLength, int Hop)[] Cuts = [(1, 16, 4), (7, 16, 4), (8, 16, 4), (9, 16, 4), (15, 16, 16), (16, 16, 4), (17, 15, 5), (200, 16, 4), (333, 15, 7), (400, 16, 50), (1_000, 64, 16), (5, 1, 1)];

    public static TheoryData<int, int, int, bool, PadMode> StreamableCuts =>
        [.. from cut in Cuts
            from centred in new[] { true, false }
            from mode in Enum.GetValues<PadMode>()
            where centred ? mode != PadMode.Wrap : mode == PadMode.Constant && cut.Samples >= cut.FrameLength
            select (cut.Samples, cut.FrameLength, cut.Hop, centred, mode)];

    [Theory, MemberData(nameof(StreamableCuts))]
    public void However_a_signal_is_cut_the_stream_gives_the_frames_of_the_whole_to_the_bit(int samples, int frameLength, int hop, bool centred, PadMode mode)
    {
        var feature = new Powers(new(new() { FftLength = frameLength, HopLength = hop, Centered = centred, PadMode = mode }));
        float[] signal = Some.Floats(samples, seed: samples), expected = Array.ConvertAll(feature.Extract(signal), value => (float)value);

        for (int seed = 0; seed < 5; seed++)
        {
            var random = new Random(seed);
            List<FeatureMatrix> parts = [];
            var stream = new FeatureStream(feature);
            for (int from = 0, taken; from < samples; from += taken)
            {
                taken = Math.Min(samples - from, seed == 0 ? 1 : random.Next(3 * frameLength));
                parts.Add(stream.Push(signal.AsSpan(from, taken)));
            }
            parts.Add(stream.Finish());

            float[] actual = [.. Enumerable.Range(0, feature.Features).SelectMany(row => parts.SelectMany(part => part.Row(row).ToArray()))];
            Assert.Equal(expected, actual);
        }
    }

    [Fact]
    public void Frames_come_as_soon_as_their_samples_are_there()
    {
        var stream = new FeatureStream(new Powers(new(new() { FftLength = 16, HopLength = 4 })));

        Assert.Equal(0, stream.Push(new float[8]).Frames);   // eight samples of padding, but a mirror image would ask for the ninth
        Assert.Equal(1, stream.Push(new float[1]).Frames);
        Assert.Equal(0, stream.Push(new float[2]).Frames);
        Assert.Equal(1, stream.Push(new float[1]).Frames);
        Assert.Equal(0, stream.Push([]).Frames);
        Assert.Equal(2, stream.Finish().Frames);
    }

    [Fact]
    public void A_sample_that_is_not_finite_is_refused_and_nothing_of_the_call_is_taken()
    {
        var feature = new Powers(new(new() { FftLength = 16, HopLength = 4 }));
        var stream = new FeatureStream(feature);
        float[] signal = Some.Floats(50, seed: 1);

        Assert.Throws<ArgumentException>(() => stream.Push([1, float.NaN]));

        float[] actual = [.. stream.Push(signal).Row(0).ToArray().Concat(stream.Finish().Row(0).ToArray())];
        Assert.Equal(Array.ConvertAll(feature.Extract(signal)[..13], value => (float)value), actual);
    }

    [Fact]
    public void Padding_with_the_end_of_the_signal_is_refused_unless_frames_are_not_centred()
    {
        var error = Assert.Throws<NotSupportedException>(() => new FeatureStream(new Powers(new(new() { FftLength = 16, PadMode = PadMode.Wrap }))));

        Assert.StartsWith("PadMode.Wrap puts the end of a signal before its start", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, new FeatureStream(new Powers(new(new() { FftLength = 16, PadMode = PadMode.Wrap, Centered = false }))).Push(new float[16]).Frames);
    }

    [Fact]
    public void A_signal_too_short_for_a_frame_is_refused_at_its_end()
    {
        var stream = new FeatureStream(new Powers(new(new() { FftLength = 16, Centered = false })));
        stream.Push(new float[15]);

        var error = Assert.Throws<InvalidOperationException>(() => stream.Finish());

        Assert.StartsWith("The signal ended after 15 samples, too few for a frame of 16.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_without_samples_is_refused_at_its_end() => Assert.Throws<InvalidOperationException>(() => new FeatureStream(new Powers(new(new() { FftLength = 16 }))).Finish());

    [Fact]
    public void After_its_end_a_stream_takes_nothing()
    {
        var stream = new FeatureStream(new Powers(new(new() { FftLength = 16 })));
        stream.Push(new float[16]);
        stream.Finish();

        Assert.Throws<InvalidOperationException>(() => stream.Push(new float[1]));
        Assert.Throws<InvalidOperationException>(() => stream.Finish());
    }

    [Fact]
    public void Two_streams_of_one_feature_do_not_disturb_each_other()
    {
        var feature = new Powers(new(new() { FftLength = 16, HopLength = 4 }));
        float[] signal = Some.Floats(100, seed: 1), other = Some.Floats(100, seed: 2);
        FeatureStream stream = new(feature), otherStream = new(feature);
        List<float> values = [], otherValues = [];

        for (int from = 0; from < signal.Length; from += 10)
        {
            values.AddRange(stream.Push(signal.AsSpan(from, 10)).Row(0));
            otherValues.AddRange(otherStream.Push(other.AsSpan(from, 10)).Row(0));
        }
        values.AddRange(stream.Finish().Row(0));
        otherValues.AddRange(otherStream.Finish().Row(0));

        Assert.Equal(Array.ConvertAll(feature.Extract(signal)[..values.Count], value => (float)value), values);
        Assert.Equal(Array.ConvertAll(feature.Extract(other)[..values.Count], value => (float)value), otherValues);
    }

    /// <summary>Every bin's power: whatever goes wrong with a sample of a frame shows.</summary>
    private sealed class Powers(Stft stft) : SpectrumFeature(stft, stft.Bins)
    {
        protected override void Compute(Workspace workspace, int frames, Span<double> values) => workspace.Spectra.Power().CopyTo(values);
    }
}
