using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MlNetAudio.Dsp.Io.Codecs;

/// <summary>Samples that stand alone, one after the other. Integers become x / 2^(bits − 1), floating-point samples stay as they are.</summary>
internal sealed class PcmCodec(SampleEncoding encoding, int channels, bool bigEndian) : SampleCodec(channels, channels * BytesOf(encoding), 1)
{
    public override bool IsFloatingPoint => encoding is SampleEncoding.Float32 or SampleEncoding.Float64;

    public override int Decode(Span<byte> bytes, Span<float> interleaved)
    {
        int frames = bytes.Length / BlockBytes;
        bytes = bytes[..(frames * BlockBytes)];
        var samples = interleaved[..(frames * Channels)];
        if (bigEndian) ReverseEachSample(bytes);
        switch (encoding)
        {
            case SampleEncoding.Unsigned8:
                for (int i = 0; i < samples.Length; i++) samples[i] = (bytes[i] - 128) / 128f;
                break;
            case SampleEncoding.Signed8:
                for (int i = 0; i < samples.Length; i++) samples[i] = (sbyte)bytes[i] / 128f;
                break;
            case SampleEncoding.Signed16:
                for (int i = 0; i < samples.Length; i++) samples[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * i)..]) / 32_768f;
                break;
            case SampleEncoding.Signed24:
                for (int i = 0; i < samples.Length; i++) samples[i] = (bytes[3 * i] | bytes[3 * i + 1] << 8 | (sbyte)bytes[3 * i + 2] << 16) / 8_388_608f;
                break;
            case SampleEncoding.Signed32:
                for (int i = 0; i < samples.Length; i++) samples[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(4 * i)..]) / 2_147_483_648f;
                break;
            case SampleEncoding.Float32 when BitConverter.IsLittleEndian:
                MemoryMarshal.Cast<byte, float>(bytes).CopyTo(samples);
                break;
            case SampleEncoding.Float32:
                for (int i = 0; i < samples.Length; i++) samples[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..]);
                break;
            case SampleEncoding.Float64:
                for (int i = 0; i < samples.Length; i++) samples[i] = (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes[(8 * i)..]);
                break;
            case SampleEncoding.ALaw:
                for (int i = 0; i < samples.Length; i++) samples[i] = G711.ALaw[bytes[i]];
                break;
            case SampleEncoding.MuLaw:
                for (int i = 0; i < samples.Length; i++) samples[i] = G711.MuLaw[bytes[i]];
                break;
        }
        return frames;
    }

    protected override int FramesInPart(int bytes) => 0;

    private void ReverseEachSample(Span<byte> bytes)
    {
        switch (BytesOf(encoding))
        {
            case 2:
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, ushort>(bytes), MemoryMarshal.Cast<byte, ushort>(bytes));
                break;
            case 3:
                for (int i = 0; i < bytes.Length; i += 3) (bytes[i], bytes[i + 2]) = (bytes[i + 2], bytes[i]);
                break;
            case 4:
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, uint>(bytes), MemoryMarshal.Cast<byte, uint>(bytes));
                break;
            case 8:
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, ulong>(bytes), MemoryMarshal.Cast<byte, ulong>(bytes));
                break;
        }
    }

    private static int BytesOf(SampleEncoding encoding) => encoding switch
    {
        SampleEncoding.Signed16 => 2,
        SampleEncoding.Signed24 => 3,
        SampleEncoding.Signed32 or SampleEncoding.Float32 => 4,
        SampleEncoding.Float64 => 8,
        _ => 1,
    };
}
