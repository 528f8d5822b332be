using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using MlNetAudio.Dsp.Io.Containers;

namespace MlNetAudio.Dsp.Io;

/// <summary>NumPy's .npy files: numpy.load and numpy.save for arrays of booleans, integers and floating-point numbers.</summary>
/// <remarks>numpy.lib.format. The versions 1 to 3, both byte orders and both orders of axes are read; version 1, little-endian, C order is written.</remarks>
public static class NpyFile
{
    private const int Alignment = 64;

    /// <exception cref="AudioFileException">The file cannot be opened, is no such array, or is cut off.</exception>
    public static NpyArray Read(string path)
    {
        using var stream = AudioStream.Open(path);
        return Read(stream, path);
    }

    /// <summary>Reads one array from the stream's position on and stops behind it. No more memory is taken than the values that are there need.</summary>
    /// <param name="name">What messages call the stream.</param>
    /// <exception cref="AudioFileException">The content is no such array, or is cut off.</exception>
    public static NpyArray Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        return AudioStream.Guard(name, () =>
        {
            var header = NpyHeader.Read(stream, name);
            byte[] bytes = ReadValues(stream, name, header);
            if (header.BigEndian) ReverseEachValue(bytes, header.Type.Bytes());
            return new NpyArray(header.Shape, header.Type, header.FortranOrder ? ToCOrder(bytes, header) : bytes);
        });
    }

    /// <summary>The lengths of an array's axes, of which no value is read.</summary>
    /// <exception cref="AudioFileException">The file cannot be opened or is no such array.</exception>
    public static IReadOnlyList<int> ReadShape(string path)
    {
        using var stream = AudioStream.Open(path);
        return AudioStream.Guard(path, () => NpyHeader.Read(stream, path).Shape);
    }

    /// <summary>Writes values [product of the shape] in C order, as '&lt;f4'. There is never half a file under that name.</summary>
    /// <exception cref="ArgumentException">The shape does not hold as many values.</exception>
    public static void Write(string path, ReadOnlySpan<int> shape, ReadOnlySpan<float> values) => WriteFile(path, shape, values, "<f4");

    /// <inheritdoc cref="Write(string, ReadOnlySpan{int}, ReadOnlySpan{float})"/>
    /// <summary>The same as '&lt;f8'.</summary>
    public static void Write(string path, ReadOnlySpan<int> shape, ReadOnlySpan<double> values) => WriteFile(path, shape, values, "<f8");

    /// <inheritdoc cref="Write(string, ReadOnlySpan{int}, ReadOnlySpan{float})"/>
    /// <summary>The same as '&lt;i4'.</summary>
    public static void Write(string path, ReadOnlySpan<int> shape, ReadOnlySpan<int> values) => WriteFile(path, shape, values, "<i4");

    /// <inheritdoc cref="Write(string, ReadOnlySpan{int}, ReadOnlySpan{float})"/>
    /// <summary>The same as '&lt;i8'.</summary>
    public static void Write(string path, ReadOnlySpan<int> shape, ReadOnlySpan<long> values) => WriteFile(path, shape, values, "<i8");

    /// <inheritdoc cref="Write(string, ReadOnlySpan{int}, ReadOnlySpan{float})"/>
    public static void Write(Stream stream, ReadOnlySpan<int> shape, ReadOnlySpan<float> values) => WriteArray(stream, shape, values, "<f4");

    /// <inheritdoc cref="Write(string, ReadOnlySpan{int}, ReadOnlySpan{double})"/>
    public static void Write(Stream stream, ReadOnlySpan<int> shape, ReadOnlySpan<double> values) => WriteArray(stream, shape, values, "<f8");

    /// <inheritdoc cref="Write(string, ReadOnlySpan{int}, ReadOnlySpan{int})"/>
    public static void Write(Stream stream, ReadOnlySpan<int> shape, ReadOnlySpan<int> values) => WriteArray(stream, shape, values, "<i4");

    /// <inheritdoc cref="Write(string, ReadOnlySpan{int}, ReadOnlySpan{long})"/>
    public static void Write(Stream stream, ReadOnlySpan<int> shape, ReadOnlySpan<long> values) => WriteArray(stream, shape, values, "<i8");

    private static void WriteFile<T>(string path, ReadOnlySpan<int> shape, ReadOnlySpan<T> values, string type)
        where T : unmanaged
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        CheckShape(shape, values.Length);
        using var file = new AtomicFile.Partial(path);
        WriteArray(file.Stream, shape, values, type);
        file.Commit();
    }

    private static void WriteArray<T>(Stream stream, ReadOnlySpan<int> shape, ReadOnlySpan<T> values, string type)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(stream);
        CheckShape(shape, values.Length);
        stream.Write(Header(shape, type));
        Span<byte> block = stackalloc byte[4_096];
        int size = Marshal.SizeOf<T>(), valuesAtOnce = block.Length / size;
        for (int i = 0; i < values.Length; i += valuesAtOnce)
        {
            var bytes = MemoryMarshal.AsBytes(values.Slice(i, Math.Min(valuesAtOnce, values.Length - i)));
            bytes.CopyTo(block);
            if (!BitConverter.IsLittleEndian) ReverseEachValue(block[..bytes.Length], size);
            stream.Write(block[..bytes.Length]);
        }
    }

    private static void CheckShape(ReadOnlySpan<int> shape, int count)
    {
        long product = 1;
        foreach (int length in shape)
        {
            if (length < 0) throw new ArgumentException($"An axis must not be negative, got {length}.", nameof(shape));
            product = Math.Min(product * length, long.MaxValue / int.MaxValue);   // stays above any count, and becomes 0 by a later 0
        }
        if (product != count) throw new ArgumentException($"The shape ({Join(shape)}) does not hold {count} values.", nameof(shape));
    }

    /// <summary>Magic, version 1.0, length of the text (2 bytes), the text, spaces and a line end so that the values start at a multiple of 64.</summary>
    private static byte[] Header(ReadOnlySpan<int> shape, string type)
    {
        string tuple = shape.Length == 1 ? Join(shape) + "," : Join(shape), text = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({tuple}), }}";
        int before = NpyHeader.Magic.Length + 4, length = (before + text.Length + Alignment) / Alignment * Alignment - before;
        if (length > ushort.MaxValue) throw new ArgumentException($"{shape.Length} axes do not fit into a .npy header.", nameof(shape));
        byte[] header = new byte[before + length];
        NpyHeader.Magic.CopyTo(header);
        header[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)length);
        Encoding.ASCII.GetBytes(text.PadRight(length - 1) + "\n", header.AsSpan(before));
        return header;
    }

    private static string Join(ReadOnlySpan<int> shape) => string.Join(", ", shape.ToArray().Select(length => length.ToString(CultureInfo.InvariantCulture)));

    private static byte[] ReadValues(Stream stream, string name, NpyHeader header)
    {
        int wanted = header.Count * header.Type.Bytes(), done = 0;
        // A stream that says how long it is gets the array at once; another the memory that its bytes need as they come.
        long there = stream.CanSeek ? Math.Max(0, stream.Length - stream.Position) : 1 << 16;
        if (stream.CanSeek && there < wanted) throw CutOff(there);
        byte[] bytes = new byte[(int)Math.Min(wanted, there)];
        while (done < wanted)
        {
            if (done == bytes.Length) Array.Resize(ref bytes, (int)Math.Min(wanted, 2L * bytes.Length));
            int read = stream.ReadAtLeast(bytes.AsSpan(done), bytes.Length - done, throwOnEndOfStream: false);
            done += read;
            if (done < bytes.Length) throw CutOff(done);
        }
        return bytes;

        AudioFileException CutOff(long found) =>
            new(name, FormattableString.Invariant($"the file ends after {found} of {wanted} bytes of values"), header.DataOffset + found, "it is cut off: copy or save it again");
    }

    private static void ReverseEachValue(Span<byte> bytes, int size)
    {
        if (size == 1) return;
        for (int i = 0; i < bytes.Length; i += size) bytes.Slice(i, size).Reverse();
    }

    /// <summary>[first axis fastest] → [last axis fastest].</summary>
    private static byte[] ToCOrder(byte[] fortran, NpyHeader header)
    {
        int[] shape = header.Shape, index = new int[shape.Length];
        int size = header.Type.Bytes();
        byte[] c = new byte[fortran.Length];
        for (int from = 0; from < header.Count; from++)
        {
            int to = 0;
            for (int axis = 0; axis < shape.Length; axis++) to = to * shape[axis] + index[axis];
            fortran.AsSpan(from * size, size).CopyTo(c.AsSpan(to * size));
            for (int axis = 0; axis < shape.Length && ++index[axis] == shape[axis]; axis++) index[axis] = 0;
        }
        return c;
    }
}
