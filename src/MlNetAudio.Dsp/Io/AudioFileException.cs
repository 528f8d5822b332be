namespace MlNetAudio.Dsp.Io;

/// <summary>A recording that cannot be read. The message says which file, what is wrong, where, and what to do about it.</summary>
public sealed class AudioFileException : IOException
{
    internal AudioFileException(string fileName, string reason, string remedy, Exception? innerException = null)
        : base($"{fileName}: {reason}; {remedy}.", innerException) => (FileName, Reason) = (fileName, reason);

    internal AudioFileException(string fileName, string reason, long offset, string remedy)
        : base(FormattableString.Invariant($"{fileName}: {reason} at byte {offset}; {remedy}.")) => (FileName, Reason, Offset) = (fileName, reason.TrimEnd(','), offset);

    /// <summary>The path, or the name that was given for a stream.</summary>
    public string FileName { get; }

    /// <summary>Bytes from the start of the file to what is wrong; 0 where the file as a whole is.</summary>
    public long Offset { get; }

    /// <summary>What is wrong, without file, place and remedy.</summary>
    public string Reason { get; }
}
