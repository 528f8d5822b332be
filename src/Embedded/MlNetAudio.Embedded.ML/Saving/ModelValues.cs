namespace Microsoft.ML.Data;

/// <summary>Single values of column types in a model file.</summary>
internal static class ModelValues
{
    public static Action<T> Writer<T>(BinaryWriter writer)
    {
        object write = typeof(T) switch
        {
            Type type when type == typeof(sbyte) => (Action<sbyte>)writer.Write,
            Type type when type == typeof(byte) => (Action<byte>)writer.Write,
            Type type when type == typeof(short) => (Action<short>)writer.Write,
            Type type when type == typeof(ushort) => (Action<ushort>)writer.Write,
            Type type when type == typeof(int) => (Action<int>)writer.Write,
            Type type when type == typeof(uint) => (Action<uint>)writer.Write,
            Type type when type == typeof(long) => (Action<long>)writer.Write,
            Type type when type == typeof(ulong) => (Action<ulong>)writer.Write,
            Type type when type == typeof(float) => (Action<float>)writer.Write,
            Type type when type == typeof(double) => (Action<double>)writer.Write,
            Type type when type == typeof(bool) => (Action<bool>)writer.Write,
            Type type when type == typeof(string) => (Action<string>)writer.Write,
            Type type when type == typeof(ReadOnlyMemory<char>) => (Action<ReadOnlyMemory<char>>)(value => writer.Write(value.ToString())),
            Type type when type == typeof(DateTime) => (Action<DateTime>)(value => writer.Write(value.ToBinary())),
            _ => throw new NotSupportedException($"Values of {typeof(T)} cannot be saved by the embedded ML.NET."),
        };
        return (Action<T>)write;
    }

    public static Func<T> Reader<T>(BinaryReader reader)
    {
        object read = typeof(T) switch
        {
            Type type when type == typeof(sbyte) => (Func<sbyte>)reader.ReadSByte,
            Type type when type == typeof(byte) => (Func<byte>)reader.ReadByte,
            Type type when type == typeof(short) => (Func<short>)reader.ReadInt16,
            Type type when type == typeof(ushort) => (Func<ushort>)reader.ReadUInt16,
            Type type when type == typeof(int) => (Func<int>)reader.ReadInt32,
            Type type when type == typeof(uint) => (Func<uint>)reader.ReadUInt32,
            Type type when type == typeof(long) => (Func<long>)reader.ReadInt64,
            Type type when type == typeof(ulong) => (Func<ulong>)reader.ReadUInt64,
            Type type when type == typeof(float) => (Func<float>)reader.ReadSingle,
            Type type when type == typeof(double) => (Func<double>)reader.ReadDouble,
            Type type when type == typeof(bool) => (Func<bool>)reader.ReadBoolean,
            Type type when type == typeof(string) => (Func<string>)reader.ReadString,
            Type type when type == typeof(ReadOnlyMemory<char>) => (Func<ReadOnlyMemory<char>>)(() => reader.ReadString().AsMemory()),
            Type type when type == typeof(DateTime) => (Func<DateTime>)(() => DateTime.FromBinary(reader.ReadInt64())),
            _ => throw new NotSupportedException($"Values of {typeof(T)} cannot be read by the embedded ML.NET."),
        };
        return (Func<T>)read;
    }
}
