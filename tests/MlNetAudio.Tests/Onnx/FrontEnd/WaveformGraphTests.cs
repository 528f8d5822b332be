using MlNetAudio.Dsp.Effects;
using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Onnx.Export;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Onnx.FrontEnd;

public class WaveformGraphTests
{
    [Theory]
    [InlineData(1), InlineData(999), InlineData(1000), InlineData(3000)]
    public void Samples_are_padded_or_cropped_and_otherwise_as_they_are(int samples)
    {
        float[] clip = Some.Floats(samples, seed: 1), fitted = new float[1000];
        clip.AsSpan(0, Math.Min(samples, 1000)).CopyTo(fitted);

        var (values, shape) = OnnxSession.Run(AudioArtifact.BuildFeatures(Plain), clip);

        Assert.Equal([1, 1, 1000], shape);
        Assert.Equal(fitted, values);
    }

    [Fact]
    public void A_peak_is_brought_to_one()
    {
        float[][] clips = [Quiet(seed: 2), Quiet(seed: 3)];

        float[] values = OnnxSession.Run(AudioArtifact.BuildFeatures(Plain with { Normalization = WaveformNormalization.Peak }), clips).Values;

        Approximately.Equal([.. clips.SelectMany(clip => Level.NormalizePeak(clip))], values, tolerance: 1e-6);
    }

    [Fact]
    public void A_root_mean_square_is_brought_to_minus_20_decibels_padding_included()
    {
        float[] clip = Quiet(seed: 4);

        float[] values = OnnxSession.Run(AudioArtifact.BuildFeatures(Plain with { Normalization = WaveformNormalization.Rms }), clip[..600]).Values;

        Approximately.Equal(Level.NormalizeRms([.. clip[..600], .. new float[400]], -20), values, tolerance: 1e-6);
    }

    [Theory]
    [InlineData(WaveformNormalization.Peak), InlineData(WaveformNormalization.Rms)]
    public void Silence_stays_silence_and_near_silence_finite(WaveformNormalization normalization)
    {
        byte[] model = AudioArtifact.BuildFeatures(Plain with { Normalization = normalization });

        Assert.Equal(new float[1000], OnnxSession.Run(model, new float[700]).Values);
        Assert.All(OnnxSession.Run(model, [.. Enumerable.Repeat(1e-30f, 1000)]).Values, value => Assert.InRange(value, 0, 1e-24f));
    }

    [Theory]
    [InlineData(256), InlineData(2), InlineData(65_536)]
    public void Quantised_samples_are_the_codes_of_mu_law(int channels)
    {
        float[] clip = [0, -0f, 1, -1, 1.5f, -2, 1e-6f, .. Some.Floats(993, seed: 5)];
        float mu = channels - 1;

        float[] values = OnnxSession.Run(AudioArtifact.BuildFeatures(Plain with { Companding = MuLawCompanding.Quantized, QuantizationChannels = channels }), clip).Values;

        Assert.Equal(clip.Select(sample => MuLaw.Encode(sample, channels) / mu * 2 - 1), values);
    }

    [Fact]
    public void Companded_samples_follow_the_formula()
    {
        float[] clip = [0, 1, -1, 3, 1e-6f, .. Some.Floats(995, seed: 6)];

        float[] values = OnnxSession.Run(AudioArtifact.BuildFeatures(Plain with { Companding = MuLawCompanding.Continuous }), clip).Values;

        Approximately.Equal([.. clip.Select(sample => (float)(Math.Sign(sample) * Math.Log(1 + 255 * Math.Min(1.0, Math.Abs(sample))) / Math.Log(256)))], values, tolerance: 1e-6);
    }

    [Fact]
    public void Numbers_out_of_range_are_refused_by_name()
    {
        Assert.StartsWith("ClipSamples must be positive, got 0.", Assert.Throws<ArgumentOutOfRangeException>(() => Plain with { ClipSamples = 0 }).Message, StringComparison.Ordinal);
        Assert.StartsWith("QuantizationChannels must be between 2 and 65536, got 1.", Assert.Throws<ArgumentOutOfRangeException>(() => Plain with { QuantizationChannels = 1 }).Message, StringComparison.Ordinal);
    }

    private static WaveformFrontEnd Plain => new() { SampleRateHz = 16_000, ClipSamples = 1000 };

    private static float[] Quiet(int seed) => [.. Some.Floats(1000, seed).Select(sample => sample * 0.01f)];
}
