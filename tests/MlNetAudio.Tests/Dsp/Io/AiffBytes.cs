using System.Buffers.Binary;
using System.Text;

namespace MlNetAudio.Tests.Dsp.Io;

/// <summary>Big-endian chunk files put together by hand: AIFF, AIFF-C, RIFX.</summary>
internal static class AiffBytes
{
    /// <summary>FORM(size of all that follows) AIFF or AIFC, then the chunks as they are.</summary>
    public static byte[] Form(string type, params byte[][] chunks)
    {
        byte[] body = [.. chunks.SelectMany(chunk => chunk)];
        return [.. "FORM"u8, .. UInt32((uint)(4 + body.Length)), .. Encoding.ASCII.GetBytes(type), .. body];
    }

    public static byte[] Rifx(params byte[][] chunks)
    {
        byte[] body = [.. chunks.SelectMany(chunk => chunk)];
        return [.. "RIFX"u8, .. UInt32((uint)(4 + body.Length)), .. "WAVE"u8, .. body];
    }

    public static byte[] Chunk(string id, byte[] body, uint? claimedSize = null) =>
        [.. Encoding.ASCII.GetBytes(id), .. UInt32(claimedSize ?? (uint)body.Length), .. body, .. new byte[body.Length % 2]];

    /// <summary>COMM; with a codec as AIFF-C has it.</summary>
    public static byte[] Common(int channels, uint frames, int bits, byte[] rate, string? codec = null) =>
        Chunk("COMM", [.. UInt16(channels), .. UInt32(frames), .. UInt16(bits), .. rate, .. codec is null ? [] : (byte[])[.. Encoding.ASCII.GetBytes(codec), 0, 0]]);

    /// <summary>SSND without bytes to skip.</summary>
    public static byte[] Sound(byte[] samples, uint? claimedSize = null) => Chunk("SSND", [.. new byte[8], .. samples], claimedSize);

    /// <summary>16000, 44100 and 1000000 as 80-bit floats.</summary>
    public static byte[] Rate16000 => [0x40, 0x0C, 0xFA, 0, 0, 0, 0, 0, 0, 0];

    public static byte[] Rate44100 => [0x40, 0x0E, 0xAC, 0x44, 0, 0, 0, 0, 0, 0];

    public static byte[] Rate1000000 => [0x40, 0x12, 0xF4, 0x24, 0, 0, 0, 0, 0, 0];

    /// <summary>A fmt chunk of 16 bits for RIFX.</summary>
    public static byte[] RifxFormat(int channels, uint rate, int bits, int tag = 1) =>
        Chunk("fmt ", [.. UInt16(tag), .. UInt16(channels), .. UInt32(rate), .. UInt32((uint)(rate * channels * bits / 8)), .. UInt16(channels * bits / 8), .. UInt16(bits)]);

    public static byte[] UInt16(int value)
    {
        byte[] bytes = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)value);
        return bytes;
    }

    public static byte[] UInt32(uint value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }
}
