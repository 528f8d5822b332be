using MlNetAudio.Dsp.Io.Containers;

namespace MlNetAudio.Dsp.Io;

/// <summary>
/// RIFF/WAVE, RIFX (big-endian), RF64 and BW64 files of 8-bit unsigned, 16, 24 and 32-bit signed and 32 and 64-bit floating-point samples, A-law, mu-law, IMA
/// and Microsoft ADPCM, also as WAVE_FORMAT_EXTENSIBLE and behind an ID3 tag. Integers become x / 2^(bits − 1), 8 bits (x − 128) / 128; floating-point
/// samples stay as they are, also beyond ±1; beyond ±1e10 they are no sound.
/// </summary>
/// <remarks>
/// No size field is trusted: the samples end where the file ends at the latest, and no more memory is taken than the samples there need. Where a data
/// chunk's size was never filled in (a recorder that crashed, a stream), everything up to the end of the file is samples. Of several data chunks the first counts.
/// </remarks>
public static class WavReader
{
    /// <exception cref="AudioFileException">The file cannot be opened, is not such a WAV file, or its content is broken.</exception>
    public static AudioClip Read(string path, AudioReaderOptions? options = null)
    {
        using var stream = AudioStream.Open(path);
        return Read(stream, path, options);
    }

    /// <summary>Reads from the stream's position on. A stream that cannot seek is copied into memory first, up to 2 GB.</summary>
    /// <param name="name">What messages call the stream.</param>
    /// <exception cref="AudioFileException">The content is not such a WAV file, or broken.</exception>
    public static AudioClip Read(Stream stream, string name, AudioReaderOptions? options = null) => AudioStream.Guard(stream, name, options, source =>
    {
        var (start, signature) = ContentReader.Sniff(source);
        if (!signature.IsWave) throw new AudioFileException(name, $"{signature.Description}, not WAV,", start, WavHeaderReader.Remedy);
        return new WavHeaderReader(source, start).Read().Match(
            header => new SampleReader(source, header).Read(CancellationToken.None),
            foreign => throw new AudioFileException(name, $"{foreign.Description}, which is not supported,", foreign.Offset, WavHeaderReader.Remedy));
    });
}
