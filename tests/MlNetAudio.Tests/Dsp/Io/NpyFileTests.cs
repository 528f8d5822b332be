using MlNetAudio.Dsp.Io;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Io;

public sealed class NpyFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>numpy's name of the type, two values in its bytes (little-endian), and what they are.</summary>
    public static TheoryData<string, byte[], NpyType, double[]> Types => new()
    {
        { "|b1", [0, 1], NpyType.Boolean, [0, 1] },
        { "|i1", [0x80, 0x7F], NpyType.Int8, [-128, 127] },
        { "|u1", [0x80, 0xFF], NpyType.UInt8, [128, 255] },
        { "<i2", [0, 0x80, 2, 1], NpyType.Int16, [-32_768, 258] },
        { "<u2", [0, 0x80, 2, 1], NpyType.UInt16, [32_768, 258] },
        { "<i4", [0, 0, 0, 0x80, 1, 0, 0, 0], NpyType.Int32, [int.MinValue, 1] },
        { "<u4", [0, 0, 0, 0x80, 1, 0, 0, 0], NpyType.UInt32, [2_147_483_648, 1] },
        { "<i8", [.. BitConverter.GetBytes(long.MinValue), .. BitConverter.GetBytes(3L)], NpyType.Int64, [long.MinValue, 3] },
        { "<u8", [.. BitConverter.GetBytes(ulong.MaxValue), .. BitConverter.GetBytes(3L)], NpyType.UInt64, [ulong.MaxValue, 3] },
        { "<f2", [0, 0x3C, 0, 0xC4], NpyType.Float16, [1, -4] },
        { "<f4", [.. BitConverter.GetBytes(0.1f), .. BitConverter.GetBytes(-2f)], NpyType.Float32, [0.1f, -2] },
        { "<f8", [.. BitConverter.GetBytes(0.1), .. BitConverter.GetBytes(double.NaN)], NpyType.Float64, [0.1, double.NaN] },
    };

    [Theory, MemberData(nameof(Types))]
    public void Values_of_every_type_are_read_in_both_byte_orders(string type, byte[] bytes, NpyType expectedType, double[] expected)
    {
        byte[] swapped = [.. bytes.Chunk(bytes.Length / 2).SelectMany(value => value.Reverse())];

        var little = Read(NpyBytes.File(NpyBytes.Header(type, "2,"), bytes));
        var big = Read(NpyBytes.File(NpyBytes.Header(">" + type[1..], "2,"), swapped));

        Assert.Equal((expectedType, 2), (little.Type, little.Count));
        Assert.Equal([2], little.Shape);
        Assert.Equal(expected, little.ToDouble());
        Assert.Equal(expected, big.ToDouble());
        Assert.Equal(Array.ConvertAll(expected, value => (float)value), big.ToSingle());
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void Every_version_of_the_header_is_read(int version)
    {
        Assert.Equal([7.0], Read(NpyBytes.File(NpyBytes.Header("|u1", "1, 1"), [7], version)).ToDouble());
    }

    [Fact]
    public void Fortran_order_is_turned_into_C_order()
    {
        byte[] columns = [1, 4, 2, 5, 3, 6];   // [[1, 2, 3], [4, 5, 6]]
        byte[] cube = [.. Enumerable.Range(0, 24).Select(i => (byte)i)];

        Assert.Equal([1.0, 2, 3, 4, 5, 6], Read(NpyBytes.File(NpyBytes.Header("|u1", "2, 3", fortran: true), columns)).ToDouble());
        var turned = Read(NpyBytes.File(NpyBytes.Header("|u1", "2, 3, 4", fortran: true), cube)).ToDouble();
        Assert.Equal(1 + 2 * (2 + 3 * 3), turned[1 * 12 + 2 * 4 + 3]);   // [1, 2, 3] lies at 1 + 2 · (2 + 3 · 3)
    }

    [Fact]
    public void Integers_keep_all_their_bits()
    {
        Assert.Equal([long.MaxValue - 1], Read(NpyBytes.File(NpyBytes.Header("<i8", ""), BitConverter.GetBytes(long.MaxValue - 1))).ToInt64());
        Assert.Throws<OverflowException>(() => Read(NpyBytes.File(NpyBytes.Header("<u8", ""), BitConverter.GetBytes(ulong.MaxValue))).ToInt64());
        Assert.Throws<InvalidOperationException>(() => Read(NpyBytes.File(NpyBytes.Header("<f4", ""), new byte[4])).ToInt64());
    }

    [Fact]
    public void What_is_written_comes_back()
    {
        float[] values = Some.Floats(24, seed: 1);
        NpyFile.Write(_folder.At("new", "a.npy"), [2, 3, 4], values);
        NpyFile.Write(_folder.At("d.npy"), [2], [0.1, double.NegativeInfinity]);
        NpyFile.Write(_folder.At("i.npy"), [], [int.MinValue]);
        NpyFile.Write(_folder.At("l.npy"), [0, 5], ReadOnlySpan<long>.Empty);
        NpyFile.Write(_folder.At("many.npy"), [5_000], Some.Floats(5_000, seed: 2));

        var array = NpyFile.Read(_folder.At("new", "a.npy"));
        Assert.Equal([2, 3, 4], array.Shape);
        Assert.Equal(values, array.ToSingle());
        Assert.Equal([0.1, double.NegativeInfinity], NpyFile.Read(_folder.At("d.npy")).ToDouble());
        Assert.Equal([int.MinValue], NpyFile.Read(_folder.At("i.npy")).ToInt64());
        Assert.Equal([0, 5], NpyFile.Read(_folder.At("l.npy")).Shape);
        Assert.Equal(Some.Floats(5_000, seed: 2), NpyFile.Read(_folder.At("many.npy")).ToSingle());
    }

    [Fact]
    public void The_bytes_are_those_of_numpy_save()
    {
        using var stream = new MemoryStream();

        NpyFile.Write(stream, [3], [1f, 2f, 3f]);

        // numpy.save of numpy.float32([1, 2, 3])
        string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }";
        Assert.Equal([0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. System.Text.Encoding.ASCII.GetBytes(header.PadRight(117) + "\n"), .. WavBytes.Single(1, 2, 3)], stream.ToArray());
    }

    [Fact]
    public void Arrays_that_follow_each_other_in_a_stream_are_read_one_by_one()
    {
        using var stream = new MemoryStream();
        NpyFile.Write(stream, [1], [1.5f]);
        NpyFile.Write(stream, [2], [3, 4]);
        stream.Position = 0;

        Assert.Equal([1.5], NpyFile.Read(stream, "two").ToDouble());
        Assert.Equal([3L, 4L], NpyFile.Read(stream, "two").ToInt64());
    }

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }", 23, "a.npy: the file ends after 23 of 24 bytes of values at byte 93; it is cut off: copy or save it again.")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2000000000, 2000000000), }", 4, "a.npy: a shape of more than 2147483591 bytes at byte 87; save it again with numpy.save.")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (200000000,), }", 4, "a.npy: the file ends after 4 of 800000000 bytes of values at byte 80; it is cut off: copy or save it again.")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999,), }", 4, "a.npy: an axis that is too long at byte 72; save it again with numpy.save.")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }", 4, "a.npy: a .npy header that cannot be read at byte 61; save it again with numpy.save.")]
    [InlineData("{'descr': '<c8', 'fortran_order': False, 'shape': (1,), }", 8, "a.npy: values of type '<c8', which are not read, at byte 67; save it again with numpy.save.")]
    [InlineData("{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (1,), }", 4, "a.npy: an array of records, which is not read, at byte 20; save it again with numpy.save.")]
    [InlineData("{'descr': '<f4', 'shape': (1,), }", 4, "a.npy: a .npy header without 'descr', 'fortran_order' or 'shape' at byte 43; save it again with numpy.save.")]
    [InlineData("{'descr': '<f4', 'descr': '<f4', }", 4, "a.npy: a .npy header with another key than 'descr', 'fortran_order' and 'shape', once each, at byte 35; save it again with numpy.save.")]
    public void What_is_broken_is_named_with_its_place(string header, int bytes, string message)
    {
        Assert.Equal(message, Assert.Throws<AudioFileException>(() => Read(NpyBytes.File(header, new byte[bytes]))).Message);
    }

    [Fact]
    public void Another_file_or_version_is_refused()
    {
        Assert.Equal("a.npy: no .npy file at byte 0; save it with numpy.save.", Assert.Throws<AudioFileException>(() => Read("RIFF....WAVE"u8.ToArray())).Message);
        Assert.Equal("a.npy: version 4 of the .npy format, where 1 to 3 are read, at byte 6; save it again with numpy.save.", Assert.Throws<AudioFileException>(() => Read(NpyBytes.File("{}", [], version: 4))).Message);
        Assert.Equal("no.npy: no such file; check the path.", Assert.Throws<AudioFileException>(() => NpyFile.Read("no.npy")).Message);
    }

    [Fact]
    public void A_header_as_others_write_it_is_read()
    {
        Assert.Equal([1.0], Read(NpyBytes.File("""{"shape": (1L, ), 'fortran_order':False, "descr": "|u1"}""", [1])).ToDouble());
    }

    [Fact]
    public void A_shape_of_another_number_of_values_is_refused_and_leaves_no_file()
    {
        var error = Assert.Throws<ArgumentException>(() => NpyFile.Write(_folder.At("a.npy"), [2, 3], new float[5]));

        Assert.StartsWith("The shape (2, 3) does not hold 5 values.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => NpyFile.Write(_folder.At("a.npy"), [-1, -5], new float[5]));
        Assert.Throws<ArgumentException>(() => NpyFile.Write(_folder.At("a.npy"), [1 << 16, 1 << 16, 1 << 16, 1 << 16], ReadOnlySpan<float>.Empty));   // 2^64
        Assert.Empty(Directory.GetFiles(_folder.Root));
    }

    private static NpyArray Read(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return NpyFile.Read(stream, "a.npy");
    }
}
