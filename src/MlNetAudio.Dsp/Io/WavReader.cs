namespace MlNetAudio.Dsp.Io;

/// <summary>
/// RIFF/WAVE and RF64 files of 8-bit unsigned, 16, 24 and 32-bit signed and 32 and 64-bit floating-point samples, also as WAVE_FORMAT_EXTENSIBLE.
/// Integers become x / 2^(bits − 1), 8 bits (x − 128) / 128; floating-point samples stay as they are, also beyond ±1; beyond ±1e10 they are no sound.
/// </summary>
/// <remarks>
/// No size field is trusted: the samples end where the file ends at the latest, and no more memory is taken than the samples there need. Where a data
/// chunk's size was never filled in (a recorder that crashed, a stream), everything up to the end of the file is samples. Of several data chunks the first counts.
/// </remarks>
public static class WavReader
{
    /// <exception cref="AudioFileException">The file cannot be opened, is not such a WAV file, or its content is broken.</exception>
    public static AudioClip Read(string path, WavReaderOptions? options = null)
    {
        using var stream = Open(path);
        return Read(stream, path, options);
    }

    /// <summary>Reads from the stream's position on. A stream that cannot seek is copied into memory first, up to 2 GB.</summary>
    /// <param name="name">What messages call the stream.</param>
    /// <exception cref="AudioFileException">The content is not such a WAV file, or broken.</exception>
    public static AudioClip Read(Stream stream, string name, WavReaderOptions? options = null) => Guard(stream, name, (source, name) =>
    {
        options ??= WavReaderOptions.Default;
        var header = new WavHeaderReader(source, name, options).Read();
        source.Seek(header.DataOffset);
        return new WavSampleReader(source, name, header, options.NonFinite).Read();
    });

    internal static AudioInfo ReadInfo(string path, WavReaderOptions? options)
    {
        using var stream = Open(path);
        return Guard(stream, path, (source, name) =>
        {
            var header = new WavHeaderReader(source, name, options ?? WavReaderOptions.Default).Read();
            return new AudioInfo(header.Format.SampleRateHz, header.Format.Channels, header.Frames);
        });
    }

    private static FileStream Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path)) throw new AudioFileException(path, "a directory, not a file", "name a WAV file, or scan the directory for them");
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new AudioFileException(path, "no such file", "check the path", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new AudioFileException(path, "cannot be opened", "check its permissions and that no other program holds it", error);
        }
    }

    private static T Guard<T>(Stream stream, string name, Func<WavSource, string, T> read)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        try
        {
            return read(WavSource.Over(stream), name);
        }
        catch (Exception error) when (error is (IOException and not AudioFileException) or UnauthorizedAccessException or OutOfMemoryException)
        {
            throw new AudioFileException(name, $"cannot be read ({error.Message.TrimEnd('.')})", "check the disk and the free memory", error);
        }
    }
}
