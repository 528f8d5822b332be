using System.Runtime.InteropServices;

namespace MlNetAudio.Onnx.Format;

/// <summary>Numbers as the bytes of TensorProto.raw_data: little-endian on every machine.</summary>
internal static class LittleEndian
{
    public static byte[] Write<T>(ReadOnlySpan<T> values) where T : unmanaged
    {
        byte[] bytes = MemoryMarshal.AsBytes(values).ToArray();
        if (!BitConverter.IsLittleEndian) Swap<T>(bytes);
        return bytes;
    }

    /// <summary>Bytes beyond the last whole value are ignored.</summary>
    public static T[] Read<T>(ReadOnlySpan<byte> bytes) where T : unmanaged
    {
        T[] values = MemoryMarshal.Cast<byte, T>(bytes).ToArray();
        if (!BitConverter.IsLittleEndian) Swap<T>(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    private static unsafe void Swap<T>(Span<byte> bytes) where T : unmanaged
    {
        for (int start = 0; start < bytes.Length; start += sizeof(T)) bytes.Slice(start, sizeof(T)).Reverse();
    }
}
