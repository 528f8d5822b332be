using System.Buffers.Binary;
using System.Text;
using MlNetAudio.Pipelines.Experiments.TensorBoard;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Pipelines.Experiments.TensorBoard;

public class EventFileWriterTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_is_written_is_read_back_by_the_definition_of_the_format()
    {
        using var folder = new TemporaryFolder();
        using (var writer = EventFileWriter.Create(folder.Root, new StoppedClock()))
        {
            writer.AddScalar("loss/training", 1, 0.75);
            writer.AddScalar("größe", 300, -2);
        }

        string path = Assert.Single(Directory.GetFiles(folder.Root));
        var records = Records(File.ReadAllBytes(path));

        Assert.Equal("events.out.tfevents.1795867200.mlaudio.0", Path.GetFileName(path));
        Assert.Equal(3, records.Count);
        var (version, first, second) = (Fields(records[0]), Fields(records[1]), Fields(records[2]));
        Assert.Equal("brain.Event:2", Encoding.UTF8.GetString(version[3]));
        Assert.Equal(1795867200, BitConverter.ToDouble(first[1]));
        Assert.Equal((1, 300), (BitConverter.ToInt64(first[2]), BitConverter.ToInt64(second[2])));
        Dictionary<int, byte[]> loss = Fields(Fields(first[5])[1]), size = Fields(Fields(second[5])[1]);
        Assert.Equal(("loss/training", 0.75f), (Encoding.UTF8.GetString(loss[1]), BitConverter.ToSingle(loss[2])));
        Assert.Equal(("größe", -2f), (Encoding.UTF8.GetString(size[1]), BitConverter.ToSingle(size[2])));
    }

    [Fact]
    public void A_second_writer_of_the_same_second_takes_another_name()
    {
        using var folder = new TemporaryFolder();

        for (int i = 0; i < 3; i++) EventFileWriter.Create(folder.Root, new StoppedClock()).Dispose();

        Assert.Equal(3, Directory.GetFiles(folder.Root).Length);
    }

    [Theory, InlineData("123456789", 0xE3069283), InlineData("", 0), InlineData("a", 0xC1D04330)]
    public void The_checksum_is_CRC_32C(string text, uint crc)
    {
        Assert.Equal(crc, MaskedCrc.Unmasked(Encoding.ASCII.GetBytes(text)));
    }

    [Fact]
    public void The_mask_is_that_of_TensorFlow()
    {
        Assert.Equal(unchecked(((0xE3069283u >> 15) | (0xE3069283u << 17)) + 0xA282EAD8u), MaskedCrc.Of("123456789"u8));
    }

    private static List<byte[]> Records(byte[] file)
    {
        var records = new List<byte[]>();
        for (int at = 0; at < file.Length;)
        {
            int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at));
            Assert.Equal(MaskedCrc.Of(file.AsSpan(at, 8)), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 8)));
            records.Add(file[(at + 12)..(at + 12 + length)]);
            Assert.Equal(MaskedCrc.Of(records[^1]), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 12 + length)));
            at += length + 16;
        }
        return records;
    }

    /// <summary>Fields of a protobuf message by number; a varint as its eight bytes.</summary>
    private static Dictionary<int, byte[]> Fields(byte[] message)
    {
        var fields = new Dictionary<int, byte[]>();
        for (int at = 0; at < message.Length;)
        {
            int key = (int)Varint(), length = (key & 7) switch { 0 => 0, 1 => 8, 2 => (int)Varint(), 5 => 4, _ => throw new InvalidDataException($"wire type {key & 7}") };
            fields.Add(key >> 3, (key & 7) == 0 ? BitConverter.GetBytes(Varint()) : message[at..(at += length)]);

            ulong Varint()
            {
                ulong value = 0;
                for (int shift = 0; ; shift += 7)
                {
                    byte part = message[at++];
                    value |= (ulong)(part & 0x7F) << shift;
                    if (part < 0x80) return value;
                }
            }
        }
        return fields;
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
