using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace MlNetAudio.Networks.Training.Checkpoints;

/// <summary>Reads what <see cref="CheckpointWriter"/> writes. The checksum is compared before anything is made of the content.</summary>
internal static class CheckpointReader
{
    public static TrainingCheckpoint Read(Stream stream)
    {
        string where = stream is FileStream file ? $"{file.Name}: " : "";
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        byte[] bytes = memory.GetBuffer();
        int length = (int)memory.Length, header = CheckpointWriter.Magic.Length + sizeof(int), end = length - SHA256.HashSizeInBytes;
        if (!bytes.AsSpan(0, Math.Min(length, CheckpointWriter.Magic.Length)).SequenceEqual(CheckpointWriter.Magic)) throw new InvalidDataException($"{where}this is no checkpoint of a training run.");
        if (end < header || !SHA256.HashData(bytes.AsSpan(0, end)).AsSpan().SequenceEqual(bytes.AsSpan(end, SHA256.HashSizeInBytes)))
            throw new InvalidDataException($"{where}the checkpoint is cut off or damaged, its checksum does not fit its {length} bytes; resume from another, or begin anew.");
        int version = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(CheckpointWriter.Magic.Length));
        if (version != CheckpointWriter.Version)
            throw new InvalidDataException($"{where}the checkpoint has version {version}, known here is {CheckpointWriter.Version}; resume with the version of this library that wrote it.");
        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes, header, end - header), Encoding.UTF8);
            return ReadFields(reader);
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException($"{where}the checkpoint does not hold what its version should; whatever wrote it was not this library.", e);
        }
    }

    private static TrainingCheckpoint ReadFields(BinaryReader reader) => new()
    {
        Identity = new(ReadMany(reader, () => KeyValuePair.Create(reader.ReadString(), reader.ReadString()))),
        Epoch = reader.ReadInt32(),
        Batch = reader.ReadInt32(),
        Loss = (reader.ReadDouble(), reader.ReadDouble()),
        LearningRate = reader.ReadSingle(),
        Time = (new(reader.ReadInt64()), new(reader.ReadInt64())),
        History = ReadMany(reader, () => ReadReport(reader)),
        Weights = ReadArrays(reader),
        Optimizer = new(reader.ReadInt64(), ReadMany(reader, () => KeyValuePair.Create(reader.ReadString(), ReadArrays(reader))).ToDictionary()),
        BestWeights = reader.ReadBoolean() ? ReadArrays(reader) : null,
    };

    private static EpochReport ReadReport(BinaryReader reader) =>
        new(reader.ReadInt32(), reader.ReadInt32(), reader.ReadSingle(), (float?)ReadOptional(reader), (float?)ReadOptional(reader), reader.ReadBoolean())
        {
            Metric = ReadOptional(reader),
            LearningRate = reader.ReadSingle(),
            Duration = new(reader.ReadInt64()),
            EngineBusy = reader.ReadDouble(),
            Remaining = new(reader.ReadInt64()),
        };

    private static double? ReadOptional(BinaryReader reader) => reader.ReadBoolean() ? reader.ReadDouble() : null;

    private static IReadOnlyDictionary<string, float[]> ReadArrays(BinaryReader reader) => ReadMany(reader, () => KeyValuePair.Create(reader.ReadString(), ReadFloats(reader))).ToDictionary();

    private static float[] ReadFloats(BinaryReader reader)
    {
        float[] values = new float[CheckedCount(reader, reader.ReadInt32(), sizeof(float))];
        if (BitConverter.IsLittleEndian) reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        else for (int i = 0; i < values.Length; i++) values[i] = reader.ReadSingle();
        return values;
    }

    private static List<T> ReadMany<T>(BinaryReader reader, Func<T> read)
    {
        int count = CheckedCount(reader, reader.ReadInt32(), 1);
        var items = new List<T>(count);
        for (int i = 0; i < count; i++) items.Add(read());
        return items;
    }

    /// <summary>So many things of so many bytes at least must still be there.</summary>
    private static int CheckedCount(BinaryReader reader, int count, int size) =>
        count >= 0 && (long)count * size <= reader.BaseStream.Length - reader.BaseStream.Position ? count : throw new EndOfStreamException();
}
