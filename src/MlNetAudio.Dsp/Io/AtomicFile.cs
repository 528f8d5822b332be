using System.Text;

namespace MlNetAudio.Dsp.Io;

/// <summary>Writes a file whole or not at all: to a temporary one in the same folder, flushed to the disk, then renamed over the target.</summary>
public static class AtomicFile
{
    /// <remarks>Folders that are missing on the way are made.</remarks>
    /// <exception cref="IOException">The folder cannot be written; an existing file at the path is left as it was.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        using var file = new Partial(path);
        write(file.Stream);
        file.Commit();
    }

    public static void Write(string path, ReadOnlyMemory<byte> bytes) => Write(path, stream => stream.Write(bytes.Span));

    /// <summary>UTF-8 without a byte order mark.</summary>
    public static void WriteText(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    /// <summary>The temporary file: the target once it is committed, gone where it is not.</summary>
    internal sealed class Partial : IDisposable
    {
        private readonly string _path, _temporary;
        private readonly FileStream _stream;

        public Partial(string path)
        {
            _path = path;
            string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            Directory.CreateDirectory(folder);
            _temporary = Path.Combine(folder, $"{Path.GetFileName(path)}.{Guid.NewGuid():N}.partial");
            _stream = new FileStream(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        }

        public Stream Stream => _stream;

        public void Commit()
        {
            _stream.Flush(flushToDisk: true);
            _stream.Dispose();
            File.Move(_temporary, _path, overwrite: true);
        }

        public void Dispose()
        {
            _stream.Dispose();
            File.Delete(_temporary);
        }
    }
}
