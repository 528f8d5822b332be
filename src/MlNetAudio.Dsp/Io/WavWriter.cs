using System.Buffers.Binary;

namespace MlNetAudio.Dsp.Io;

/// <summary>16-bit PCM WAV: samples times 32768, rounded to the nearest (ties to even), clipped to −32768..32767. What WavReader read from 16 bits comes back to the bit.</summary>
public static class WavWriter
{
    private const int HeaderBytes = 44;

    /// <summary>There is never half a file under that name.</summary>
    /// <exception cref="ArgumentException">A sample is not finite, or the clip needs more than the 4 GB that a WAV file can hold.</exception>
    public static void Write(string path, AudioClip clip)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, stream => Write(stream, clip));
    }

    /// <inheritdoc cref="ToBytes"/>
    public static void Write(Stream stream, AudioClip clip)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(clip);
        long dataBytes = 2L * clip.Channels * clip.Frames;
        if (dataBytes > uint.MaxValue - HeaderBytes) throw new ArgumentException($"{clip.Frames} frames of {clip.Channels} channels do not fit into a WAV file, which holds 4 GB; write it in parts.", nameof(clip));
        if (clip.Channels > 32_767) throw new ArgumentException($"{clip.Channels} channels do not fit into a WAV file.", nameof(clip));

        WriteHeader(stream, clip, (uint)dataBytes);
        byte[] block = new byte[2 * clip.Channels * Math.Min(clip.Frames, 4096)];
        for (int frame = 0, frames; frame < clip.Frames; frame += frames)
        {
            frames = Math.Min(4096, clip.Frames - frame);
            for (int channel = 0; channel < clip.Channels; channel++)
            {
                var samples = clip.Channel(channel).Span.Slice(frame, frames);
                for (int i = 0; i < frames; i++)
                    BinaryPrimitives.WriteInt16LittleEndian(block.AsSpan(2 * (i * clip.Channels + channel)), ToInt16(samples[i], frame + i, channel));
            }
            stream.Write(block, 0, 2 * clip.Channels * frames);
        }
    }

    /// <summary>The whole file.</summary>
    /// <exception cref="ArgumentException">A sample is not finite, or the clip needs more than the 4 GB that a WAV file can hold.</exception>
    public static byte[] ToBytes(AudioClip clip)
    {
        using var stream = new MemoryStream();
        Write(stream, clip);
        return stream.ToArray();
    }

    private static short ToInt16(float sample, int frame, int channel) => float.IsFinite(sample)
        ? (short)Math.Clamp(MathF.Round(sample * 32_768f), short.MinValue, short.MaxValue)
        : throw new ArgumentException($"Sample {frame} of channel {channel} is not finite and cannot be written.");

    private static void WriteHeader(Stream stream, AudioClip clip, uint dataBytes)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], HeaderBytes - 8 + dataBytes);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(header[20..], WavCodec.Pcm);
        BinaryPrimitives.WriteInt16LittleEndian(header[22..], (short)clip.Channels);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], clip.SampleRateHz);
        BinaryPrimitives.WriteUInt32LittleEndian(header[28..], (uint)(2L * clip.Channels * clip.SampleRateHz));
        BinaryPrimitives.WriteInt16LittleEndian(header[32..], (short)(2 * clip.Channels));
        BinaryPrimitives.WriteInt16LittleEndian(header[34..], 16);
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[40..], dataBytes);
        stream.Write(header);
    }
}
