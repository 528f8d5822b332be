using MlNetAudio.Dsp.Io;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Io;

public class AudioFileTests
{
    [Fact]
    public void Mono_samples_come_at_the_wanted_rate()
    {
        float[] samples = AudioFile.LoadMono(HardAudioFile("rate_11025.wav"), 16_000);

        Assert.Equal(16_000, samples.Length);
    }

    [Fact]
    public void Opposite_channels_mix_to_silence()
    {
        Assert.DoesNotContain(AudioFile.LoadMono(HardAudioFile("stereo_antiphase.wav"), 16_000), sample => sample != 0);
    }

    [Fact]
    public void A_probe_says_what_loading_would_give()
    {
        var info = AudioFile.Probe(HardAudioFile("surround_5_1.wav"));
        var clip = AudioFile.Load(HardAudioFile("surround_5_1.wav"));

        Assert.Equal(new AudioInfo(clip.SampleRateHz, clip.Channels, clip.Frames), info);
        Assert.Equal(clip.Duration, info.Duration);
        Assert.Equal(16_000, AudioFile.ProbeSampleRate(HardAudioFile("surround_5_1.wav")));
    }

    [Fact]
    public void A_recording_without_samples_is_refused_with_its_name()
    {
        string path = Path.GetTempFileName();
        File.WriteAllBytes(path, WavBytes.Riff(WavBytes.Format(), WavBytes.Chunk("data", [])));

        var error = Assert.Throws<AudioFileException>(() => AudioFile.LoadMono(path, 16_000));

        Assert.Equal($"{path}: the recording holds no samples; record it again or leave it out.", error.Message);
        File.Delete(path);
    }

    private static string HardAudioFile(string name) => RepositoryFiles.At("tests", "golden", "hard-audio", name);
}
