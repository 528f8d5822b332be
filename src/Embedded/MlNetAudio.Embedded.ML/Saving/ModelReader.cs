using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Reads what <see cref="ModelWriter"/> wrote. Whatever the file says, no more is allocated than the file is long.</summary>
internal sealed class ModelReader : IDisposable
{
    private static readonly System.Reflection.MethodInfo ValuesMethod = GenericCall.Method(typeof(ModelReader), nameof(AddAnnotation));
    private readonly BinaryReader _reader;
    private readonly MemoryStream _bytes = new();

    public ModelReader(IHostEnvironment env, Stream stream)
    {
        Environment = env;
        stream.CopyTo(_bytes);
        _bytes.Position = 0;
        _reader = new(_bytes, Encoding.UTF8);
    }

    public IHostEnvironment Environment { get; }

    /// <exception cref="InvalidDataException">This is no model of the embedded library, or one of a later version.</exception>
    public void Header()
    {
        if (_bytes.Length < 12 || _reader.ReadUInt64() != ModelFile.Magic)
            throw new InvalidDataException("This is no model of the embedded ML.NET; a .zip of the official library is read by that only.");
        int version = _reader.ReadInt32();
        if (version != ModelFile.Version) throw new InvalidDataException($"The model has format version {version}; this library reads version {ModelFile.Version}.");
    }

    public int Int() => _reader.ReadInt32();

    public bool Bool() => _reader.ReadBoolean();

    public float Single() => _reader.ReadSingle();

    public double Double() => _reader.ReadDouble();

    public string Text() => _reader.ReadString();

    public byte[] Bytes() => _reader.ReadBytes(Count());

    public T[] List<T>(Func<T> read)
    {
        var values = new T[Count()];
        for (int i = 0; i < values.Length; i++) values[i] = read();
        return values;
    }

    public T[] Values<T>() => List(ModelValues.Reader<T>(_reader));

    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public T Component<T>() where T : class
    {
        string tag = Text();
        var codec = ComponentCodecs.For(tag) ?? throw new InvalidDataException($"The model has a part '{tag}' that this library does not know.");
        return codec.Read(this) as T ?? throw new InvalidDataException($"The model has a part '{tag}' where {typeof(T).Name} must be.");
    }

    public DataViewSchema Schema()
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(List(() => new DataViewSchema.DetachedColumn(Text(), Type(), Annotations())));
        return builder.ToSchema();
    }

    public DataViewType Type()
    {
        byte kind = _reader.ReadByte();
        if (kind == ModelFile.Key) return new KeyDataViewType(Type().RawType, _reader.ReadUInt64());
        if (kind == ModelFile.Vector)
        {
            var item = Type() as PrimitiveDataViewType ?? throw Damaged();
            return new VectorDataViewType(item, Values<int>());
        }
        return kind < ModelFile.Primitives.Length ? ModelFile.Primitives[kind] : throw Damaged();
    }

    public DataViewSchema.Annotations Annotations()
    {
        var builder = new DataViewSchema.Annotations.Builder();
        for (int left = Count(); left > 0; left--)
        {
            string kind = Text();
            var type = Type();
            if (type is VectorDataViewType vector) GenericCall.Invoke<object>(ValuesMethod, [vector.ItemType.RawType], this, builder, kind, vector);
            else builder.AddPrimitiveValue(kind, BooleanDataViewType.Instance, Bool());
        }
        return builder.ToAnnotations();
    }

    public void Dispose() => _reader.Dispose();

    private static object AddAnnotation<T>(ModelReader reader, DataViewSchema.Annotations.Builder builder, string kind, VectorDataViewType type)
    {
        T[] values = reader.Values<T>();
        builder.Add(kind, type, (ref VBuffer<T> target) => VBuffer<T>.Copy(values, 0, ref target, values.Length));
        return null;
    }

    /// <summary>The length of a list, of which every item takes a byte at least.</summary>
    private int Count()
    {
        int count = Int();
        return count >= 0 && count <= _bytes.Length - _bytes.Position ? count : throw Damaged();
    }

    private InvalidDataException Damaged() => new($"The model is damaged at byte {_bytes.Position}.");
}
