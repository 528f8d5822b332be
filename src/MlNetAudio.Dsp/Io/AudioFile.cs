namespace MlNetAudio.Dsp.Io;

/// <summary>Recordings by path. Today that is WAV; other content is refused with its name, whatever the file is called.</summary>
public static class AudioFile
{
    /// <summary>All channels at the file's own rate.</summary>
    /// <exception cref="AudioFileException">The file cannot be read.</exception>
    public static AudioClip Load(string path, WavReaderOptions? options = null) => WavReader.Read(path, options);

    /// <summary>Mono samples [samples] at the wanted rate: the mean of the channels, resampled.</summary>
    /// <exception cref="AudioFileException">The file cannot be read, or holds no samples.</exception>
    public static float[] LoadMono(string path, int sampleRateHz, WavReaderOptions? options = null)
    {
        Require.Positive(sampleRateHz, nameof(sampleRateHz));
        var clip = WavReader.Read(path, options);
        if (clip.Frames == 0) throw new AudioFileException(path, "the recording holds no samples", "record it again or leave it out");
        if ((double)clip.Frames * sampleRateHz / clip.SampleRateHz > Array.MaxLength)
            throw new AudioFileException(path, FormattableString.Invariant($"{clip.Frames} frames at {clip.SampleRateHz} Hz are more than {Array.MaxLength} samples at {sampleRateHz} Hz"), "cut it into parts");
        return clip.ToMono().Resample(sampleRateHz).Channel(0).ToArray();
    }

    /// <summary>Rate, channels and length from the header alone; no sample is read.</summary>
    /// <exception cref="AudioFileException">The file cannot be read.</exception>
    public static AudioInfo Probe(string path, WavReaderOptions? options = null) => WavReader.ReadInfo(path, options);

    /// <summary>Hertz, from the header alone.</summary>
    /// <exception cref="AudioFileException">The file cannot be read.</exception>
    public static int ProbeSampleRate(string path, WavReaderOptions? options = null) => Probe(path, options).SampleRateHz;
}
