using System.Buffers.Binary;
using System.Text;

namespace MlNetAudio.Tests.Dsp.Io;

/// <summary>WAV files put together by hand, so that every field can be wrong.</summary>
internal static class WavBytes
{
    /// <summary>RIFF(size of all that follows) WAVE, then the chunks as they are.</summary>
    public static byte[] Riff(params byte[][] chunks)
    {
        byte[] body = [.. chunks.SelectMany(chunk => chunk)];
        return [.. "RIFF"u8, .. UInt32((uint)(4 + body.Length)), .. "WAVE"u8, .. body];
    }

    /// <summary>A chunk with its true size, or a claimed one; padded to an even length.</summary>
    public static byte[] Chunk(string id, byte[] body, uint? claimedSize = null) =>
        [.. Encoding.ASCII.GetBytes(id), .. UInt32(claimedSize ?? (uint)body.Length), .. body, .. new byte[body.Length % 2]];

    public static byte[] Format(int tag = 1, int channels = 1, uint rate = 16_000, int bits = 16, int? blockAlign = null)
    {
        int align = blockAlign ?? channels * ((bits + 7) / 8);
        return Chunk("fmt ", [.. UInt16(tag), .. UInt16(channels), .. UInt32(rate), .. UInt32((uint)(rate * align)), .. UInt16(align), .. UInt16(bits)]);
    }

    /// <summary>WAVE_FORMAT_EXTENSIBLE around a format tag.</summary>
    public static byte[] ExtensibleFormat(int tag, int channels, uint rate, int bits, int validBits)
    {
        byte[] guidTail = [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];
        return Chunk("fmt ",
        [
            .. UInt16(0xFFFE), .. UInt16(channels), .. UInt32(rate), .. UInt32((uint)(rate * channels * bits / 8)), .. UInt16(channels * bits / 8), .. UInt16(bits),
            .. UInt16(22), .. UInt16(validBits), .. UInt32(0), .. UInt16(tag), .. guidTail,
        ]);
    }

    public static byte[] Int16(params short[] samples) => [.. samples.SelectMany(sample => UInt16((ushort)sample))];

    public static byte[] Single(params float[] samples) => [.. samples.SelectMany(sample => UInt32(BitConverter.SingleToUInt32Bits(sample)))];

    public static byte[] Double(params double[] samples) => [.. samples.SelectMany(BitConverter.GetBytes)];

    public static byte[] UInt16(int value)
    {
        byte[] bytes = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value);
        return bytes;
    }

    public static byte[] UInt32(uint value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }
}
