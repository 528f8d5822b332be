using System.Diagnostics;
using MlNetAudio.Dsp.Io;
using MlNetAudio.Dsp.Io.Containers;
using MlNetAudio.Dsp.Io.Ffmpeg;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Io;

/// <summary>Compressed audio. What needs ffmpeg is skipped where there is none; scripts in its place show what an ffmpeg that misbehaves comes to.</summary>
public sealed class FfmpegTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("-dash.flac")]
    [InlineData("http:colon.flac")]
    [InlineData("concat:a|b.flac")]
    [InlineData("percent%20 and spaces, 'quotes' and %d.flac")]
    [InlineData("flac named.wav")]
    public void A_lossless_file_of_any_name_gives_its_samples_to_the_bit(string name)
    {
        SkipWithoutFfmpeg();
        Assert.SkipWhen(OperatingSystem.IsWindows() && name.AsSpan().ContainsAny(":|'%"), "no such names on Windows");
        File.Copy(HardAudioFile("speech.flac"), _folder.At(name));

        var clip = AudioFile.Load(_folder.At(name));

        Assert.Equal(WavReader.Read(HardAudioFile("ok_pcm16.wav")).Channel(0).ToArray(), clip.Channel(0).ToArray());
        Assert.Equal(0, clip.ReplacedSamples);
    }

    [Fact]
    public void A_path_that_starts_with_a_dash_is_no_option()
    {
        SkipWithoutFfmpeg();
        using var current = new TemporaryFolder();
        string relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), _folder.At("-i.flac"));
        File.Copy(HardAudioFile("speech.flac"), _folder.At("-i.flac"));

        Assert.Equal(24_000, AudioFile.Load(relative).Frames);
    }

    [Fact]
    public void A_probe_says_what_loading_gives()
    {
        SkipWithoutFfmpeg();
        foreach (string name in new[] { "speech_opus.ogg", "speech_vbr_id3.mp3", "gsm_in_wav.wav" })
        {
            var clip = AudioFile.Load(HardAudioFile(name));

            Assert.Equal(new AudioInfo(clip.SampleRateHz, clip.Channels, clip.Frames), AudioFile.Probe(HardAudioFile(name)));
            Assert.Equal(clip.SampleRateHz, AudioFile.ProbeSampleRate(HardAudioFile(name)));
        }
    }

    [Theory, InlineData("speech.flac"), InlineData("speech_q5.ogg"), InlineData("speech_vbr_id3.mp3"), InlineData("speech.m4a"), InlineData("speech_opus.ogg")]
    public void A_compressed_file_that_is_cut_off_gives_what_is_there_or_an_error_and_never_zeros(string name)
    {
        SkipWithoutFfmpeg();
        byte[] whole = File.ReadAllBytes(HardAudioFile(name));
        int frames = AudioFile.Load(HardAudioFile(name)).Frames;
        foreach (double share in new[] { 0.03, 0.5, 0.9 })
        {
            File.WriteAllBytes(_folder.At("cut"), whole[..(int)(share * whole.Length)]);
            try
            {
                var clip = AudioFile.Load(_folder.At("cut"));
                Assert.InRange(clip.Frames, 1, frames - 1);
                Assert.Contains(clip.Channel(0)[^Math.Min(clip.Frames, 400)..].ToArray(), sample => sample != 0);
            }
            catch (AudioFileException error)
            {
                Assert.StartsWith(_folder.At("cut") + ": ", error.Message, StringComparison.Ordinal);
                Assert.DoesNotContain('\n', error.Message);
            }
        }
    }

    [Fact]
    public void Content_that_only_looks_like_audio_is_refused_with_what_ffmpeg_says()
    {
        SkipWithoutFfmpeg();
        File.WriteAllBytes(_folder.At("broken.flac"), [.. "fLaC"u8, .. new byte[2_000]]);

        var error = Assert.Throws<AudioFileException>(() => AudioFile.Load(_folder.At("broken.flac")));

        Assert.StartsWith("FLAC audio that ffmpeg cannot decode (ffmpeg: ", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_limits_hold_for_what_ffmpeg_decodes()
    {
        SkipWithoutFfmpeg();

        var seconds = Assert.Throws<AudioFileException>(() => AudioFile.Load(HardAudioFile("speech.flac"), new() { MaximumSeconds = 1 }));
        var probed = Assert.Throws<AudioFileException>(() => AudioFile.Probe(HardAudioFile("speech.flac"), new() { MaximumSeconds = 1 }));
        var rate = Assert.Throws<AudioFileException>(() => AudioFile.Load(HardAudioFile("speech.flac"), new() { MinimumSampleRateHz = 20_000 }));

        Assert.Equal("more than 1 s of sound is more than the 1 s allowed", seconds.Reason);
        Assert.Equal(seconds.Reason, probed.Reason);
        Assert.Equal("a sample rate of 16000 Hz, where 20000 to 768000 are allowed", rate.Reason);
    }

    [Fact]
    public void A_cancelled_load_ends_at_once()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => AudioFile.Load(HardAudioFile("speech.flac"), new() { FfmpegPath = Script("sleep 60") }, cancelled.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => AudioFile.Load(HardAudioFile("ok_pcm16.wav"), cancellation: cancelled.Token));
    }

    [Fact]
    public void Cancelling_ends_a_decoder_that_hangs_with_all_that_it_started()
    {
        var clock = Stopwatch.StartNew();
        using var cancelled = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        Assert.ThrowsAny<OperationCanceledException>(() => AudioFile.Load(HardAudioFile("speech.flac"), new() { FfmpegPath = Script("sleep 60 & sleep 60") }, cancelled.Token));

        Assert.InRange(clock.Elapsed.TotalSeconds, 0.2, 30);   // the pipe stays open for as long as one of them lives
    }

    [Fact]
    public void A_decoder_that_hangs_is_ended_when_its_time_is_over()
    {
        var clock = Stopwatch.StartNew();

        var error = Assert.Throws<AudioFileException>(() => AudioFile.Load(HardAudioFile("speech.flac"), new() { FfmpegPath = Script("sleep 60 & sleep 60"), FfmpegTimeLimit = TimeSpan.FromSeconds(0.3) }));

        Assert.Equal("decoding the FLAC audio took ffmpeg more than 0.3 s", error.Reason);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.3, 30);   // half of what the decoder and its child would take
    }

    [Fact]
    public void The_last_line_of_complaint_is_kept_however_much_is_written()
    {
        string complaining = Script("i=0; while [ $i -lt 3000 ]; do echo 'a line of complaint that fills the pipe' >&2; i=$((i+1)); done; echo 'the last line.' >&2; exit 3");

        var error = Assert.Throws<AudioFileException>(() => AudioFile.Load(HardAudioFile("speech.flac"), new() { FfmpegPath = complaining }));

        Assert.Equal("FLAC audio that ffmpeg cannot decode (ffmpeg: the last line)", error.Reason);
    }

    [Fact]
    public void A_decoder_that_writes_nonsense_is_refused_and_one_that_complains_is_reported()
    {
        string wav = _folder.At("decoded.wav");
        WavWriter.Write(wav, new AudioClip(8_000, [0.5f, -0.5f]), new() { SampleFormat = WavSampleFormat.Float32 });
        List<string> warnings = [];

        Assert.Throws<AudioFileException>(() => AudioFile.Load(HardAudioFile("speech.flac"), new() { FfmpegPath = Script("head -c 100000 /dev/zero") }));
        var clip = AudioFile.Load(HardAudioFile("speech.flac"), new() { FfmpegPath = Script($"cat {wav}; echo 'a frame was skipped' >&2"), Warn = warnings.Add });

        Assert.Equal([0.5f, -0.5f], clip.Channel(0).ToArray());
        Assert.Equal([$"{HardAudioFile("speech.flac")}: FLAC audio of which ffmpeg could not decode everything (a frame was skipped); the 2 frames that it could were read."], warnings);
    }

    [Fact]
    public void Where_there_is_no_ffmpeg_the_error_says_what_to_install()
    {
        var decoder = new FfmpegDecoder("x.mp3", new ForeignContent("MP3 audio", "mp3", 0), AudioReaderOptions.Default, CancellationToken.None) { Program = null };

        Assert.Equal("x.mp3: MP3 audio needs ffmpeg; install it and put it on the PATH, or convert to WAV.", Assert.Throws<AudioFileException>(() => decoder.Read()).Message);
    }

    [Fact]
    public void Only_absolute_folders_of_the_PATH_are_searched_and_only_for_programs()
    {
        string script = Script("exit 0");
        string relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), _folder.Root);
        using var other = new TemporaryFolder().With("ffmpeg", "no program");

        Assert.Null(FfmpegProgram.Find(null));
        Assert.Null(FfmpegProgram.Find(string.Join(Path.PathSeparator, relative, other.Root, ".")));
        Assert.Equal(script, FfmpegProgram.Find(string.Join(Path.PathSeparator, relative, other.Root, _folder.Root)));
    }

    [Fact]
    public void A_time_limit_of_zero_is_refused_by_name()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new AudioReaderOptions { FfmpegTimeLimit = TimeSpan.Zero });

        Assert.StartsWith("FfmpegTimeLimit must be positive", error.Message, StringComparison.Ordinal);
    }

    private static void SkipWithoutFfmpeg() => Assert.SkipWhen(FfmpegProgram.OnPath() is null, "needs ffmpeg, which is not on the PATH");

    private static string HardAudioFile(string name) => RepositoryFiles.At("tests", "golden", "hard-audio", name);

    /// <summary>A program called ffmpeg that does this instead.</summary>
    private string Script(string body)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a shell");
        string path = _folder.At("ffmpeg");
        File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }
}
