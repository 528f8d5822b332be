namespace MlNetAudio.Dsp.Io.Containers;

/// <summary>Tells the container by its first bytes and hands over to its reader.</summary>
internal static class ContentReader
{
    /// <exception cref="AudioFileException">No audio that is known, or a broken header.</exception>
    public static AudioContent Read(AudioSource source)
    {
        var (start, signature) = Sniff(source);
        if (signature.IsWave) return new WavHeaderReader(source, start).Read();
        if (signature.IsAiff) return new AiffHeaderReader(source, start).Read();
        return signature.FfmpegDemuxer is { } demuxer
            ? new ForeignContent(signature.Description, demuxer, start)
            : throw new AudioFileException(source.Name, $"{signature.Description}, not audio that is known,", start, WavHeaderReader.Remedy);
    }

    /// <summary>What begins at which byte: 0, or behind an ID3 tag.</summary>
    public static (long Start, FileSignature Signature) Sniff(AudioSource source)
    {
        Span<byte> bytes = stackalloc byte[FileSignature.BytesNeeded];
        ReadOnlySpan<byte> start = bytes[..source.ReadAt(0, bytes)];
        if (Id3Tag.Length(start) is not { } tag) return (0, FileSignature.Of(start));
        var tagged = FileSignature.Of(bytes[..source.ReadAt(tag, bytes)]);
        return tagged.MayFollowId3 ? (tag, tagged) : (0, FileSignature.Id3);
    }
}
