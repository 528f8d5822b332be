using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Io;
using MlNetAudio.Dsp.Io.Ffmpeg;
using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Io;

public class HardAudioTests(ITestOutputHelper output)
{
    private static readonly HardAudio[] Rows = [.. HardAudio.ReadAll()];

    public static TheoryData<string, string> Files => [.. Rows.Select(row => (row.Directory, row.FileName))];

    [Theory, MemberData(nameof(Files))]
    public void A_file_gives_the_right_samples_or_a_clear_error_as_its_row_says(string directory, string fileName)
    {
        var row = Row(directory, fileName);
        long before = GC.GetAllocatedBytesForCurrentThread();

        var (clip, error) = TryRead(row.FilePath);

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before, length = File.Exists(row.FilePath) ? new FileInfo(row.FilePath).Length : 0;
        output.WriteLine(error?.Message ?? $"{clip!.Frames} frames, {clip.Channels} channels, {clip.SampleRateHz} Hz");
        long decoded = clip is null ? 0 : sizeof(float) * (long)clip.Frames * clip.Channels;   // of compressed audio, far more than the file
        Assert.True(allocated < 16 * length + 4 * decoded + (2 << 20), $"reading {length} bytes allocated {allocated}");
        Assert.SkipWhen(FfmpegProgram.OnPath() is null && error?.Reason.Contains(" needs ffmpeg", StringComparison.Ordinal) == true, "needs ffmpeg, which is not on the PATH");
        if (error is not null)
        {
            Assert.True(row.Verdict is "error" or "either", $"{row.Verdict}: {error.Message}");
            Assert.StartsWith(row.FilePath + ": ", error.Message, StringComparison.Ordinal);
            Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', error.Message);
        }
        else
        {
            Assert.Contains(row.Verdict, new[] { "decode", "either" });
            AssertAsExpected(row, clip!);
        }
    }

    [Theory, MemberData(nameof(Files))]
    public void Without_ffmpeg_a_file_is_read_all_the_same_or_refused_as_needing_it(string directory, string fileName)
    {
        var row = Row(directory, fileName);

        var (clip, error) = TryRead(row.FilePath, new() { FfmpegPath = Path.Combine(directory, "no-such-ffmpeg") });

        output.WriteLine(error?.Message ?? $"{clip!.Frames} frames");
        var (withFfmpeg, _) = TryRead(row.FilePath);
        if (error is null) Assert.Equal(withFfmpeg!.Channel(0).ToArray(), clip!.Channel(0).ToArray());
        else if (withFfmpeg is not null) Assert.Contains(" needs ffmpeg", error.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Files))]
    public void What_can_be_read_gives_finite_features(string directory, string fileName)
    {
        var (clip, _) = TryRead(Row(directory, fileName).FilePath);
        if (clip is null || clip.Frames == 0) return;

        float[] samples = clip.ToMono().Resample(16_000).Channel(0).ToArray();
        float[] statistics = new AudioStatisticsExtractor(new()).Extract(samples);
        float[] logMel = new LogMelExtractor(new() { SampleRateHz = 16_000 }).Extract(samples).Values;

        Assert.All(statistics, value => Assert.True(float.IsFinite(value)));
        Assert.DoesNotContain(logMel, value => !float.IsFinite(value));
    }

    [Fact]
    public void Of_a_tone_beyond_the_new_Nyquist_frequency_nothing_is_left()
    {
        string path = RepositoryFiles.At("tests", "golden", "hard-audio", "rate_96k.wav");   // 0.4 at 1 kHz, 0.2 at 30 kHz, which would fold to 2 kHz

        float[] samples = AudioFile.LoadMono(path, 16_000);

        Assert.Equal(16_000, samples.Length);
        var fft = new RealFft(8_000);   // 2 Hz a bin, from the middle half
        float[] re = new float[fft.Bins], im = new float[fft.Bins];
        fft.Forward(samples.AsSpan(4_000, 8_000), re, im);
        double[] amplitude = [.. re.Zip(im, (a, b) => Math.Sqrt((double)a * a + (double)b * b) / 4_000)];
        Assert.Equal(0.4, amplitude[500], 1e-4);
        Assert.All(Enumerable.Range(0, fft.Bins).Where(bin => bin != 500), bin => Assert.InRange(amplitude[bin], 0, 0.4 * 1e-5));
    }

    private static void AssertAsExpected(HardAudio row, AudioClip clip)
    {
        Assert.True(HardAudio.Allows(row.SampleRate, clip.SampleRateHz), $"{clip.SampleRateHz} Hz, expected {row.SampleRate}");
        Assert.True(HardAudio.Allows(row.Channels, clip.Channels), $"{clip.Channels} channels, expected {row.Channels}");
        Assert.True(HardAudio.Allows(row.Frames, clip.Frames), $"{clip.Frames} frames, expected {row.Frames}");
        for (int channel = 0; channel < clip.Channels; channel++)
            foreach (float sample in clip.Channel(channel).Span)
                Assert.True(float.IsFinite(sample));

        if (row.Comparison() is not { } comparison || Rows.FirstOrDefault(other => other.Directory == row.Directory && other.IsReference) is not { } reference) return;
        var original = WavReader.Read(reference.FilePath);
        if (original.SampleRateHz != clip.SampleRateHz) return;   // of some codecs the decoder chooses the rate
        var expected = original.Channel(0).Span;
        var actual = clip.Channel(comparison.Channel).Span;
        int compared = Math.Min(expected.Length, actual.Length);
        float[] scaled = [.. expected[..compared].ToArray().Select(sample => (float)(sample * comparison.Gain))];
        Approximately.Equal(scaled, actual[..compared], comparison.Tolerance);
    }

    private static HardAudio Row(string directory, string fileName) => Rows.First(row => row.Directory == directory && row.FileName == fileName);

    private static (AudioClip? Clip, AudioFileException? Error) TryRead(string path, AudioReaderOptions? options = null)
    {
        try
        {
            return (AudioFile.Load(path, options), null);
        }
        catch (AudioFileException error)
        {
            return (null, error);
        }
    }
}
