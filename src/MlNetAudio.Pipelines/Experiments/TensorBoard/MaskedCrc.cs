using System.Buffers.Binary;
using System.Numerics;

namespace MlNetAudio.Pipelines.Experiments.TensorBoard;

/// <summary>CRC-32C (Castagnoli), turned by 15 bits and moved by a constant, so that a checksum of data that holds checksums is none of their own.</summary>
/// <remarks>tensorflow/core/lib/hash/crc32c.h: Mask.</remarks>
internal static class MaskedCrc
{
    public static uint Of(ReadOnlySpan<byte> bytes) => unchecked(BitOperations.RotateRight(Unmasked(bytes), 15) + 0xA282EAD8);

    internal static uint Unmasked(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..]) crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (byte value in bytes) crc = BitOperations.Crc32C(crc, value);
        return ~crc;
    }
}
