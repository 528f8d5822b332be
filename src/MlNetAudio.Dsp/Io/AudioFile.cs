using MlNetAudio.Dsp.Io.Containers;
using MlNetAudio.Dsp.Io.Ffmpeg;

namespace MlNetAudio.Dsp.Io;

/// <summary>
/// Recordings of any format, told by their first bytes, whatever the file is called. WAV (also RF64, RIFX; see <see cref="WavReader"/>) and AIFF of plain samples
/// are read here; FLAC, MP3, Ogg (Vorbis, Opus), AAC/M4A and the rest through ffmpeg where it is on the PATH.
/// </summary>
/// <remarks>What stays true: no size field is trusted, no more memory is taken than the samples there need, and everything wrong with a file is an <see cref="AudioFileException"/>.</remarks>
public static class AudioFile
{
    /// <summary>All channels at the file's own rate (that of Opus is always 48 kHz).</summary>
    /// <exception cref="AudioFileException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; a decoder that was started has ended.</exception>
    public static AudioClip Load(string path, AudioReaderOptions? options = null, CancellationToken cancellation = default)
    {
        using var stream = AudioStream.Open(path);
        return AudioStream.Guard(stream, path, options, source => ContentReader.Read(source).Match(
            header => new SampleReader(source, header).Read(cancellation),
            foreign => new FfmpegDecoder(path, foreign, source.Options, cancellation).Read()));
    }

    /// <summary>Reads from the stream's position on; one that cannot seek is copied into memory first, up to 2 GB. Only what is read without ffmpeg.</summary>
    /// <param name="name">What messages call the stream.</param>
    /// <exception cref="AudioFileException">The content cannot be read.</exception>
    public static AudioClip Load(Stream stream, string name, AudioReaderOptions? options = null, CancellationToken cancellation = default) =>
        AudioStream.Guard(stream, name, options, source => ContentReader.Read(source).Match(
            header => new SampleReader(source, header).Read(cancellation),
            foreign => throw new AudioFileException(name, $"{foreign.Description}, which is not read from a stream,", foreign.Offset, "write it to a file and load that, or convert to WAV")));

    /// <summary>Mono samples [samples] at the wanted rate: the mean of the channels, resampled.</summary>
    /// <exception cref="AudioFileException">The file cannot be read, or holds no samples.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static float[] LoadMono(string path, int sampleRateHz, AudioReaderOptions? options = null, CancellationToken cancellation = default)
    {
        Require.Positive(sampleRateHz, nameof(sampleRateHz));
        var clip = Load(path, options, cancellation);
        if (clip.Frames == 0) throw new AudioFileException(path, "the recording holds no samples", "record it again or leave it out");
        if ((double)clip.Frames * sampleRateHz / clip.SampleRateHz > Array.MaxLength)
            throw new AudioFileException(path, FormattableString.Invariant($"{clip.Frames} frames at {clip.SampleRateHz} Hz are more than {Array.MaxLength} samples at {sampleRateHz} Hz"), "cut it into parts");
        return clip.ToMono().Resample(sampleRateHz).Channel(0).ToArray();
    }

    /// <summary>Rate, channels and length. WAV and AIFF say them in the header; what ffmpeg decodes is decoded for them, but not kept.</summary>
    /// <exception cref="AudioFileException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static AudioInfo Probe(string path, AudioReaderOptions? options = null, CancellationToken cancellation = default)
    {
        using var stream = AudioStream.Open(path);
        return AudioStream.Guard(stream, path, options, source => ContentReader.Read(source).Match(
            header => new AudioInfo(header.SampleRateHz, header.Channels, header.Frames),
            foreign => new FfmpegDecoder(path, foreign, source.Options, cancellation).Measure()));
    }

    /// <summary>The ffmpeg program that compressed audio is decoded with unless <see cref="AudioReaderOptions.FfmpegPath"/> names another; null where no folder of the PATH has one: such files are then refused.</summary>
    public static string? FindFfmpeg() => FfmpegProgram.OnPath();

    /// <summary>Hertz, without decoding.</summary>
    /// <exception cref="AudioFileException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static int ProbeSampleRate(string path, AudioReaderOptions? options = null, CancellationToken cancellation = default)
    {
        using var stream = AudioStream.Open(path);
        return AudioStream.Guard(stream, path, options, source => ContentReader.Read(source).Match(
            header => header.SampleRateHz,
            foreign => new FfmpegDecoder(path, foreign, source.Options, cancellation).SampleRateHz()));
    }
}
