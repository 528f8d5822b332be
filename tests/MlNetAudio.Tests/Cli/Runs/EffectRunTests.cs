using MlNetAudio.Cli;
using MlNetAudio.Cli.Runs;
using MlNetAudio.Dsp.Effects;
using MlNetAudio.Dsp.Io;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Cli.Runs;

public sealed class EffectRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CliRunner _cli = new(new CommandHandlers { Effect = EffectRun.Run });

    public EffectRunTests() => WavWriter.Write(At("a.wav"), new AudioClip(8_000, Some.Sine(440, 8_000, 8_000, 0.5), Some.Sine(440, 8_000, 8_000, 0.25)));

    public void Dispose()
    {
        _folder.Dispose();
        _cli.Dispose();
    }

    [Fact]
    public void Effects_are_applied_in_the_order_they_are_written()
    {
        Assert.Equal((0, ""), _cli.Run("effect", At("a.wav"), At("b.wav"), "--normalize-peak", "-6", "--gain", "6", "--mono"));
        Assert.Equal((0, ""), _cli.Run("effect", At("a.wav"), At("c.wav"), "--mono", "--gain", "6", "--normalize-peak", "-6"));

        Assert.Equal(0.75, Level.Peak(AudioFile.Load(At("b.wav")).Channel(0).Span), 1e-3);   // both channels scaled by 1, then mixed
        Assert.Equal(Math.Pow(10, -6 / 20.0), Level.Peak(AudioFile.Load(At("c.wav")).Channel(0).Span), 1e-3);
    }

    [Theory]
    [InlineData("--time-stretch 2", 8_000, 4_000, 2)]
    [InlineData("--pitch-shift -3", 8_000, 8_000, 2)]
    [InlineData("--resample 16000", 16_000, 16_000, 2)]
    [InlineData("--resample 16000 --mono", 16_000, 16_000, 1)]
    [InlineData("--pre-emphasis 0.97", 8_000, 8_000, 2)]
    [InlineData("--trim 40", 8_000, 8_000, 2)]
    [InlineData("--shift -0.1", 8_000, 8_000, 2)]
    [InlineData("--noise pink --snr 20 --seed 2", 8_000, 8_000, 2)]
    [InlineData("--normalize-rms -20 --encoding float32", 8_000, 8_000, 2)]
    [InlineData("--hpss harmonic", 8_000, 8_000, 2)]
    public void Every_effect_writes_a_recording(string words, int sampleRateHz, int frames, int channels)
    {
        Assert.Equal((0, ""), _cli.Run(["effect", At("a.wav"), At("b.wav"), .. words.Split(' ')]));

        var clip = AudioFile.Load(At("b.wav"));
        Assert.Equal((sampleRateHz, frames, channels), (clip.SampleRateHz, clip.Frames, clip.Channels));
    }

    [Fact]
    public void Noise_may_be_learned_from_one_recording_and_mixed_in_from_another()
    {
        WavWriter.Write(At("hiss.wav"), new AudioClip(16_000, Level.Amplify(Noise.Generate(NoiseColor.White, 8_000, seed: 1), -30)));

        Assert.Equal((0, ""), _cli.Run("effect", At("a.wav"), At("noisy.wav"), "--noise", At("hiss.wav"), "--snr", "10"));
        Assert.Equal((0, ""), _cli.Run("effect", At("noisy.wav"), At("clean.wav"), "--denoise", At("hiss.wav")));

        Assert.Equal(8_000, AudioFile.Load(At("clean.wav")).Frames);
    }

    [Fact]
    public void Samples_that_were_clipped_are_counted()
    {
        var (code, error) = _cli.Run("effect", At("a.wav"), At("b.wav"), "--gain", "20");

        Assert.Equal(0, code);
        Assert.Contains("samples were beyond full scale and clipped; --normalize-peak 0 or --encoding float32 keeps them.", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("b.wav", "", "No effect is named;")]
    [InlineData("b.mp3", "--mono", "'b.mp3' does not end in .wav; only WAV files are written.")]
    [InlineData("b.wav", "--gain loud", "--gain must be a number, got 'loud'.")]
    [InlineData("b.wav", "--time-stretch 0", "rate must be between 0.01 and 100, got 0.")]
    [InlineData("b.wav", "--resample 12.5", "--resample must be a whole number between 1 and 768000, got '12.5'.")]
    [InlineData("b.wav", "--noise purple", "purple: ")]
    [InlineData("b.wav", "--hpss both", "--hpss must be harmonic or percussive, got 'both'.")]
    public void What_does_not_fit_is_refused_with_the_remedy(string output, string words, string message)
    {
        var (code, error) = _cli.Run(["effect", At("a.wav"), output, .. words.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal(2, code);
        Assert.StartsWith("mlaudio: " + message, error, StringComparison.Ordinal);
        Assert.False(File.Exists(output));
    }

    private string At(string name) => _folder.At(name);
}
