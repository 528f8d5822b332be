using System.Globalization;
using MlNetAudio.Dsp.Io.Codecs;
using MlNetAudio.Dsp.Io.Containers;

namespace MlNetAudio.Dsp.Io;

/// <summary>Interleaved bytes → planar samples channel[frame], some blocks at a time.</summary>
internal sealed class SampleReader(AudioSource source, SampleHeader header)
{
    private const int BytesAtOnce = 1 << 16;

    private readonly SampleCodec _codec = header.Codec;
    private readonly AudioReaderOptions _options = source.Options;

    public AudioClip Read(CancellationToken cancellation)
    {
        long whole = header.Frames;
        var planes = new SamplePlanes(source.Name, _options, header.Channels, header.SampleRateHz, (int)whole);
        byte[] bytes = new byte[(int)Math.Min(Math.Max(1, BytesAtOnce / _codec.BlockBytes) * (long)_codec.BlockBytes, header.DataBytes)];
        float[] samples = new float[_codec.FramesIn(bytes.Length) * header.Channels];
        source.Seek(header.DataOffset);
        for (long done = 0; planes.Frames < whole;)
        {
            cancellation.ThrowIfCancellationRequested();
            int wanted = (int)Math.Min(bytes.Length, header.DataBytes - done), read = source.Stream.ReadAtLeast(bytes.AsSpan(0, wanted), wanted, throwOnEndOfStream: false);
            if (read < wanted) throw new AudioFileException(source.Name, "the file became shorter while it was read", header.DataOffset + done + read, "read it again when nothing writes to it");
            int frames = Decode(bytes.AsSpan(0, wanted), samples, header.DataOffset + done);
            planes.Add(samples.AsSpan(0, frames * header.Channels), _codec.IsFloatingPoint, header.DataOffset + done, _codec.BlockBytes / header.Channels);
            done += wanted;
        }
        if (header.MissingBytes > 0)
            _options.Warn?.Invoke(string.Create(CultureInfo.InvariantCulture, $"{source.Name}: the file ends {header.MissingBytes} bytes early; the {whole} frames that are there were read."));
        return planes.ToClip();
    }

    private int Decode(Span<byte> bytes, Span<float> samples, long offset)
    {
        try
        {
            return _codec.Decode(bytes, samples);
        }
        catch (FormatException error)
        {
            throw new AudioFileException(source.Name, error.Message, offset, WavHeaderReader.Remedy);
        }
    }
}
