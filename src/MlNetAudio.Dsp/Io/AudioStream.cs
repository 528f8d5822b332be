using MlNetAudio.Dsp.Io.Containers;

namespace MlNetAudio.Dsp.Io;

/// <summary>Opens files for reading and turns what the system refuses into an <see cref="AudioFileException"/>.</summary>
internal static class AudioStream
{
    public static FileStream Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path)) throw new AudioFileException(path, "a directory, not a file", "name a file, or scan the directory for them");
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

    public static T Guard<T>(Stream stream, string name, AudioReaderOptions? options, Func<AudioSource, T> read)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        return Guard(name, () => read(AudioSource.Over(stream, name, options ?? AudioReaderOptions.Default)));
    }

    public static T Guard<T>(string name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is (IOException and not AudioFileException) or UnauthorizedAccessException or OutOfMemoryException)
        {
            throw new AudioFileException(name, $"cannot be read ({error.Message.TrimEnd('.')})", "check the disk and the free memory", error);
        }
    }
}
