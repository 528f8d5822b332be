using MlNetAudio.Cli;
using MlNetAudio.Cli.Runs;
using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Io;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Cli.Runs;

public sealed class FeaturesRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CliRunner _cli = new(new CommandHandlers { Features = FeaturesRun.Run });
    private readonly float[] _samples = Some.Floats(5_000, seed: 1);

    public FeaturesRunTests() => WavWriter.Write(At("a.wav"), new AudioClip(8_000, _samples), new() { SampleFormat = WavSampleFormat.Float32 });

    public void Dispose()
    {
        _folder.Dispose();
        _cli.Dispose();
    }

    public static TheoryData<string> Names => [.. FeatureCatalog.All.Select(feature => feature.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Every_feature_is_written_with_every_preset(string name)
    {
        WavWriter.Write(At("b.wav"), new AudioClip(22_050, _samples), new() { SampleFormat = WavSampleFormat.Float32 });
        foreach (var preset in FeatureCatalog.All.First(feature => feature.Name == name).Presets)
        {
            Assert.Equal((0, ""), _cli.Run("features", At("b.wav"), "--feature", name, "--preset", preset.Name, "--out", At("f.npy")));

            var expected = preset.Create(22_050).CreateExtractor().Extract(_samples);
            var written = NpyFile.Read(At("f.npy"));
            Assert.Equal([expected.Features, expected.Frames], written.Shape);
            Assert.Equal(expected.Values, written.ToSingle());
        }
    }

    [Fact]
    public void Options_go_by_their_own_names_and_by_librosas()
    {
        Assert.Equal((0, ""), _cli.Run("features", At("a.wav"), "--feature", "mfcc", "--n-fft", "512", "--hop-length", "128", "--mel-bands", "40", "--n-mfcc", "13", "--mel-scale", "htk", "--top-db", "none", "--out", At("f.npy")));

        var options = MfccOptions.Librosa with { SampleRateHz = 8_000, FftLength = 512, HopLength = 128, MelBands = 40, Coefficients = 13, MelScale = MlNetAudio.Dsp.Transforms.MelScale.Htk, TopDecibels = null };
        Assert.Equal(new MfccExtractor(options).Extract(_samples).Values, NpyFile.Read(At("f.npy")).ToSingle());
    }

    [Fact]
    public void The_change_over_time_may_be_had_instead()
    {
        Assert.Equal((0, ""), _cli.Run("features", At("a.wav"), "--feature", "mfcc", "--delta", "2", "--out", At("f.npy")));

        var expected = new FeatureDeltaOptions { Feature = MfccOptions.Librosa with { SampleRateHz = 8_000 }, Delta = DeltaOptions.Librosa with { Order = 2 } };
        Assert.Equal(expected.CreateExtractor().Extract(_samples).Values, NpyFile.Read(At("f.npy")).ToSingle());
    }

    [Fact]
    public void Presets_are_not_changed_by_options()
    {
        _cli.Run("features", At("a.wav"), "--feature", "tonnetz", "--n-fft", "512", "--out", At("f.npy"));

        Assert.Equal(2048, TonnetzOptions.Librosa.Chroma.FftLength);
        Assert.Equal(2048, ChromaOptions.Librosa.FftLength);
    }

    [Fact]
    public void A_folder_becomes_a_folder_of_matrices_and_broken_recordings_are_named()
    {
        Directory.CreateDirectory(At("in/deeper"));
        File.Copy(At("a.wav"), At("in/a.wav"));
        File.Copy(At("a.wav"), At("in/deeper/b.wav"));
        File.WriteAllText(At("in/c.wav"), "no sound");

        var (code, error) = _cli.Run("features", At("in"), "--feature", "rms", "--out", At("out"));

        Assert.Equal(0, code);
        Assert.Contains("skipped " + At("in/c.wav"), error.Replace('\\', '/'), StringComparison.Ordinal);
        Assert.Equal(["out/a.npy", "out/deeper/b.npy"], Directory.EnumerateFiles(At("out"), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_folder.Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_table_has_a_row_for_each_frame_or_with_statistics_for_each_recording()
    {
        _cli.Run("features", At("a.wav"), "--feature", "rms", "--hop-length", "1000", "--out", At("frames.csv"));
        _cli.Run("features", At("a.wav"), "--feature", "rms", "--statistics", "mean,q90", "--out", At("clips.csv"));

        string[] frames = File.ReadAllLines(At("frames.csv")), clips = File.ReadAllLines(At("clips.csv"));
        Assert.Equal("path,frame,seconds,rms", frames[0]);
        Assert.Equal(1 + 6, frames.Length);
        Assert.StartsWith(At("a.wav") + ",1,0.125,0.", frames[2], StringComparison.Ordinal);
        Assert.Equal("path,rms_mean,rms_q90", clips[0]);
        Assert.Equal(2, clips.Length);
    }

    [Theory]
    [InlineData("--feature mffc", "--feature knows no 'mffc'; did you mean mfcc?")]
    [InlineData("--feature mel --preset kaldi", "--preset of mel knows no 'kaldi'; it knows librosa, torchaudio.")]
    [InlineData("--feature mfcc --snip-edges true", "--snip-edges is an option of mfcc with another preset only.")]
    [InlineData("--feature rms --n-mels 3", "--mel-bands is no option of rms; it is one of ")]
    [InlineData("--feature mfcc --n-fft 0", "--fft-length: FftLength must be positive, got 0.")]
    [InlineData("--feature mfcc --n-fft many", "--fft-length must be a whole number, got 'many'.")]
    [InlineData("--feature mel --mel-scale bark", "--mel-scale must be one of slaney, htk, got 'bark'.")]
    [InlineData("--feature rms --statistics average", "There is no statistic 'average'; there are mean, std,")]
    public void What_does_not_fit_is_refused_with_the_remedy(string words, string message)
    {
        var (code, error) = _cli.Run(["features", At("a.wav"), "--out", At("f.npy"), .. words.Split(' ')]);

        Assert.Equal(2, code);
        Assert.StartsWith("mlaudio: " + message, error, StringComparison.Ordinal);
        Assert.False(File.Exists(At("f.npy")));
    }

    private string At(string name) => _folder.At(name);
}
