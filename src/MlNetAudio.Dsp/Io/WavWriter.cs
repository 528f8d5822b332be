using System.Buffers.Binary;
using MlNetAudio.Dsp.Io.Containers;

namespace MlNetAudio.Dsp.Io;

/// <summary>
/// WAV files of 16 or 24-bit integers or single-precision numbers. Integers are samples times 2^(bits − 1), rounded to the nearest (ties to even); what lies beyond their
/// range is clipped to it and counted. Single precision is never clipped. What WavReader read from the same format comes back to the bit.
/// </summary>
/// <remarks>
/// 24 bits and more than two channels are written as WAVE_FORMAT_EXTENSIBLE (more than two without saying which loudspeaker each is for), everything else plainly; single precision has a 'fact' chunk.
/// </remarks>
public static class WavWriter
{
    private const int FramesAtOnce = 4_096;
    private const int LongestHeader = 80;

    /// <summary>There is never half a file under that name.</summary>
    /// <inheritdoc cref="Write(Stream, AudioClip, WavWriterOptions)"/>
    public static long Write(string path, AudioClip clip, WavWriterOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        long clipped = 0;
        AtomicFile.Write(path, stream => clipped = Write(stream, clip, options));
        return clipped;
    }

    /// <returns>How many samples were clipped because they lie beyond −1..1; 1.0 itself, one step beyond the largest integer, is not counted. 0 for single precision.</returns>
    /// <exception cref="ArgumentException">A sample is not finite, or the clip needs more than the 4 GB that a WAV file can hold.</exception>
    public static long Write(Stream stream, AudioClip clip, WavWriterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(clip);
        var format = (options ?? WavWriterOptions.Default).SampleFormat;
        if (!Enum.IsDefined(format)) throw new ArgumentException($"SampleFormat {format} is unknown.", nameof(options));
        int bytesPerSample = BytesOf(format);
        long dataBytes = (long)bytesPerSample * clip.Channels * clip.Frames;
        if (dataBytes > uint.MaxValue - LongestHeader) throw new ArgumentException($"{clip.Frames} frames of {clip.Channels} channels do not fit into a WAV file, which holds 4 GB; write it in parts.", nameof(clip));
        if (bytesPerSample * clip.Channels > ushort.MaxValue) throw new ArgumentException($"{clip.Channels} channels do not fit into a WAV file.", nameof(clip));

        stream.Write(Header(clip, format, (uint)dataBytes));
        long clipped = 0;
        byte[] block = new byte[bytesPerSample * clip.Channels * Math.Min(clip.Frames, FramesAtOnce)];
        for (int frame = 0, frames; frame < clip.Frames; frame += frames)
        {
            frames = Math.Min(FramesAtOnce, clip.Frames - frame);
            for (int channel = 0; channel < clip.Channels; channel++)
                clipped += Encode(clip.Channel(channel).Span.Slice(frame, frames), format, block.AsSpan(bytesPerSample * channel), bytesPerSample * clip.Channels, frame, channel);
            stream.Write(block, 0, bytesPerSample * clip.Channels * frames);
        }
        if (dataBytes % 2 != 0) stream.WriteByte(0);   // chunks are padded to an even length
        return clipped;
    }

    /// <summary>The whole file.</summary>
    /// <exception cref="ArgumentException">A sample is not finite, or the clip needs more than the 4 GB that a WAV file can hold.</exception>
    public static byte[] ToBytes(AudioClip clip, WavWriterOptions? options = null)
    {
        using var stream = new MemoryStream();
        Write(stream, clip, options);
        return stream.ToArray();
    }

    private static int BytesOf(WavSampleFormat format) => format switch { WavSampleFormat.Pcm16 => 2, WavSampleFormat.Pcm24 => 3, _ => 4 };

    /// <summary>The samples of one channel, a stride apart; how many were clipped.</summary>
    private static int Encode(ReadOnlySpan<float> samples, WavSampleFormat format, Span<byte> target, int stride, int firstFrame, int channel)
    {
        int clipped = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            float sample = samples[i];
            if (!float.IsFinite(sample)) throw new ArgumentException($"Sample {firstFrame + i} of channel {channel} is not finite and cannot be written.");
            if (format == WavSampleFormat.Float32)
            {
                BinaryPrimitives.WriteSingleLittleEndian(target[(i * stride)..], sample);
                continue;
            }
            if (MathF.Abs(sample) > 1) clipped++;
            int scale = format == WavSampleFormat.Pcm16 ? 1 << 15 : 1 << 23;
            int value = (int)Math.Clamp(MathF.Round(sample * scale), -scale, scale - 1);   // both bounds are whole numbers below 2^24: exact
            target[i * stride] = (byte)value;
            target[i * stride + 1] = (byte)(value >> 8);
            if (format == WavSampleFormat.Pcm24) target[i * stride + 2] = (byte)(value >> 16);
        }
        return clipped;
    }

    private static byte[] Header(AudioClip clip, WavSampleFormat format, uint dataBytes)
    {
        int bytesPerSample = BytesOf(format), bits = 8 * bytesPerSample, tag = format == WavSampleFormat.Float32 ? WavFormatTag.Float : WavFormatTag.Pcm;
        bool extensible = clip.Channels > 2 || format == WavSampleFormat.Pcm24;
        using var stream = new MemoryStream(LongestHeader);
        using var writer = new BinaryWriter(stream);   // little-endian on every machine
        writer.Write("RIFF"u8);
        writer.Write(0);   // filled in below
        writer.Write("WAVEfmt "u8);
        writer.Write(extensible ? 40 : tag == WavFormatTag.Pcm ? 16 : 18);
        writer.Write((ushort)(extensible ? WavFormatTag.Extensible : tag));
        writer.Write((ushort)clip.Channels);
        writer.Write(clip.SampleRateHz);
        writer.Write((uint)((long)bytesPerSample * clip.Channels * clip.SampleRateHz));
        writer.Write((ushort)(bytesPerSample * clip.Channels));
        writer.Write((ushort)bits);
        if (extensible)
        {
            writer.Write((ushort)22);     // bytes that follow
            writer.Write((ushort)bits);   // all of them valid
            writer.Write(clip.Channels switch { 1 => 0b100, 2 => 0b11, _ => 0 });   // loudspeakers: centre, left and right, not said
            writer.Write((ushort)tag);
            writer.Write(WavFormatTag.GuidTail);
        }
        else if (tag == WavFormatTag.Float) writer.Write((ushort)0);
        if (tag == WavFormatTag.Float)
        {
            writer.Write("fact"u8);
            writer.Write(4);
            writer.Write(clip.Frames);
        }
        writer.Write("data"u8);
        writer.Write(dataBytes);
        byte[] header = stream.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), (uint)(header.Length - 8 + dataBytes + dataBytes % 2));
        return header;
    }
}
