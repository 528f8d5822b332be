using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace MlNetAudio.Pipelines.Experiments.TensorBoard;

/// <summary>Scalars by tag and step in a file that TensorBoard shows: records of TensorFlow (length and content, each with a masked CRC-32C), each an Event of protobuf. One thread at a time.</summary>
/// <remarks>tensorflow/core/util/event.proto, tensorflow/core/framework/summary.proto, tensorflow/core/lib/io/record_writer.h.</remarks>
internal sealed class EventFileWriter : IDisposable
{
    // Fields of Event, Summary and Summary.Value, each with its wire type in the low three bits.
    private const byte WallTime = (1 << 3) | 1, Step = 2 << 3, FileVersion = (3 << 3) | 2, Summary = (5 << 3) | 2, Value = (1 << 3) | 2, Tag = (1 << 3) | 2, SimpleValue = (2 << 3) | 5;

    /// <summary>What TensorBoard looks for.</summary>
    public const string Prefix = "events.out.tfevents.";

    private readonly Stream _stream;
    private readonly TimeProvider _clock;

    /// <param name="stream">The file, empty; closed with the writer.</param>
    public EventFileWriter(Stream stream, TimeProvider clock)
    {
        (_stream, _clock) = (stream, clock);
        Write(0, FileVersion, "brain.Event:2"u8);
    }

    /// <summary>Opens a new file under the name that TensorBoard looks for; it shows all files of a folder as one run, so a resumed run adds one.</summary>
    public static EventFileWriter Create(string folder, TimeProvider clock)
    {
        Directory.CreateDirectory(folder);
        string seconds = clock.GetUtcNow().ToUnixTimeSeconds().ToString("0000000000", CultureInfo.InvariantCulture);
        for (int i = 0; ; i++)
        {
            string path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{seconds}.mlaudio.{i}"));
            if (!File.Exists(path)) return new(new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read), clock);
        }
    }

    /// <param name="tag">What the curve is called; a slash groups: "loss/validation".</param>
    public void AddScalar(string tag, long step, double value)
    {
        byte[] name = Encoding.UTF8.GetBytes(tag);
        using var inner = new MemoryStream();
        inner.WriteByte(Tag);
        WriteVarint(inner, (ulong)name.Length);
        inner.Write(name);
        inner.WriteByte(SimpleValue);
        Span<byte> number = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(number, (float)value);
        inner.Write(number);

        using var summary = new MemoryStream();
        summary.WriteByte(Value);
        WriteVarint(summary, (ulong)inner.Length);
        inner.WriteTo(summary);
        Write(step, Summary, summary.ToArray());
    }

    /// <summary>What is written so far is in the file from here on.</summary>
    public void Flush() => _stream.Flush();

    public void Dispose() => _stream.Dispose();

    private void Write(long step, byte field, ReadOnlySpan<byte> content)
    {
        using var message = new MemoryStream();
        message.WriteByte(WallTime);
        Span<byte> number = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(number, (_clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds);
        message.Write(number);
        message.WriteByte(Step);
        WriteVarint(message, (ulong)step);
        message.WriteByte(field);
        WriteVarint(message, (ulong)content.Length);
        message.Write(content);
        WriteRecord(message.GetBuffer().AsSpan(0, (int)message.Length));
    }

    private void WriteRecord(ReadOnlySpan<byte> content)
    {
        byte[] record = new byte[sizeof(ulong) + sizeof(uint) + content.Length + sizeof(uint)];
        BinaryPrimitives.WriteUInt64LittleEndian(record, (ulong)content.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(sizeof(ulong)), MaskedCrc.Of(record.AsSpan(0, sizeof(ulong))));
        content.CopyTo(record.AsSpan(sizeof(ulong) + sizeof(uint)));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(record.Length - sizeof(uint)), MaskedCrc.Of(content));
        _stream.Write(record);   // in one piece: a killed run leaves whole records but perhaps the last
    }

    private static void WriteVarint(MemoryStream stream, ulong value)
    {
        for (; value >= 0x80; value >>= 7) stream.WriteByte((byte)(value | 0x80));
        stream.WriteByte((byte)value);
    }
}
