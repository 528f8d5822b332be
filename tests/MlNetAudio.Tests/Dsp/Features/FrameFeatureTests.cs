using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Features;

public class FrameFeatureTests
{
    [Fact]
    public void Extracting_allocates_little_beside_the_result()
    {
        var feature = new FirstBin(new(new() { FftLength = 1024, HopLength = 256 }));
        float[] signal = Some.Floats(20_000, seed: 1);
        feature.ExtractRounded(signal);
        long before = GC.GetAllocatedBytesForCurrentThread();

        var result = feature.ExtractRounded(signal);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, sizeof(float) * result.Values.Length + 500);   // one frame alone would be 4 KB, a workspace hundreds of them
    }

    [Fact]
    public void Rounded_values_are_the_values()
    {
        var feature = new FirstBin(new(new() { FftLength = 64, HopLength = 16 }));
        float[] signal = Some.Floats(1_000, seed: 1);

        Assert.Equal(Array.ConvertAll(feature.Extract(signal), value => (float)value), feature.ExtractRounded(signal).Values);
    }

    [Fact]
    public void One_feature_serves_many_threads()
    {
        var feature = new FirstBin(new(new() { FftLength = 64, HopLength = 16 }));
        float[][] signals = [.. Enumerable.Range(0, 10).Select(seed => Some.Floats(500 + 16 * seed, seed))], expected = [.. signals.Select(signal => feature.ExtractRounded(signal).Values)];

        Parallel.For(0, 100, i => Assert.Equal(expected[i % 10], feature.ExtractRounded(signals[i % 10]).Values));
    }

    [Fact]
    public void A_signal_shorter_than_a_frame_that_is_not_padded_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new FirstBin(new(new() { FftLength = 64, Centered = false })).Extract(new float[63]));

        Assert.StartsWith("The signal has 63 samples, fewer than a frame of 64", error.Message, StringComparison.Ordinal);
    }

    private sealed class FirstBin(Stft stft) : SpectrumFeature(stft, 1)
    {
        protected override void Compute(Workspace workspace, int frames, Span<double> values) => workspace.Spectra.Power()[..Stft.Lanes].CopyTo(values);
    }
}
