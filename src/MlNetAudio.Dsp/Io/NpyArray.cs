using System.Buffers.Binary;
using System.Runtime.InteropServices;
using MlNetAudio.Dsp.Io.Containers;

namespace MlNetAudio.Dsp.Io;

/// <summary>An array of numbers as a .npy file holds it. Immutable; values in C order: the last axis is contiguous.</summary>
public sealed class NpyArray
{
    private readonly byte[] _bytes;   // little-endian, C order

    internal NpyArray(int[] shape, NpyType type, byte[] bytes) => (Shape, Type, _bytes) = (shape, type, bytes);

    /// <summary>Length of each axis, the outermost first; empty for a single number.</summary>
    public IReadOnlyList<int> Shape { get; }

    public NpyType Type { get; }

    /// <summary>Values in all: the product of the shape.</summary>
    public int Count => _bytes.Length / Type.Bytes();

    /// <summary>The values [count], rounded to single precision.</summary>
    public float[] ToSingle() => Type == NpyType.Float32 && BitConverter.IsLittleEndian ? MemoryMarshal.Cast<byte, float>(_bytes).ToArray() : Array.ConvertAll(ToDouble(), value => (float)value);

    /// <summary>The values [count]; exact but for 64-bit integers beyond ±2^53. Booleans are 0 and 1.</summary>
    public double[] ToDouble() => Convert<double>(Type switch
    {
        NpyType.Boolean => bytes => bytes[0] != 0 ? 1 : 0,
        NpyType.Int8 => bytes => (sbyte)bytes[0],
        NpyType.UInt8 => bytes => bytes[0],
        NpyType.Int16 => bytes => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        NpyType.UInt16 => bytes => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        NpyType.Int32 => bytes => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        NpyType.UInt32 => bytes => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        NpyType.Int64 => bytes => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        NpyType.UInt64 => bytes => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        NpyType.Float16 => bytes => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
        NpyType.Float32 => bytes => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        _ => bytes => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
    });

    /// <summary>The values [count] of an array of integers or booleans.</summary>
    /// <exception cref="InvalidOperationException">The array holds floating-point numbers.</exception>
    /// <exception cref="OverflowException">An unsigned value is beyond 2^63 − 1.</exception>
    public long[] ToInt64() => Type switch
    {
        NpyType.Float16 or NpyType.Float32 or NpyType.Float64 => throw new InvalidOperationException($"The array holds {Type}, not integers."),
        NpyType.Int64 => Convert(bytes => BinaryPrimitives.ReadInt64LittleEndian(bytes)),
        NpyType.UInt64 => Convert(bytes => checked((long)BinaryPrimitives.ReadUInt64LittleEndian(bytes))),
        _ => Array.ConvertAll(ToDouble(), value => (long)value),
    };

    private T[] Convert<T>(Reading<T> read)
    {
        int size = Type.Bytes();
        var values = new T[Count];
        for (int i = 0; i < values.Length; i++) values[i] = read(_bytes.AsSpan(i * size, size));
        return values;
    }

    private delegate T Reading<T>(ReadOnlySpan<byte> bytes);
}
