using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Writes models: little-endian, lengths before lists, the name of its kind before each component.</summary>
internal sealed class ModelWriter(Stream stream) : IDisposable
{
    private static readonly System.Reflection.MethodInfo ValuesMethod = GenericCall.Method(typeof(ModelWriter), nameof(AnnotationValues));
    private readonly BinaryWriter _writer = new(stream, Encoding.UTF8, leaveOpen: true);

    public void Header()
    {
        _writer.Write(ModelFile.Magic);
        _writer.Write(ModelFile.Version);
    }

    public void Int(int value) => _writer.Write(value);

    public void Bool(bool value) => _writer.Write(value);

    public void Single(float value) => _writer.Write(value);

    public void Double(double value) => _writer.Write(value);

    public void Text(string value) => _writer.Write(value);

    public void Bytes(byte[] values)
    {
        Int(values.Length);
        _writer.Write(values);
    }

    public void List<T>(IReadOnlyCollection<T> values, Action<T> write)
    {
        Int(values.Count);
        foreach (T value in values) write(value);
    }

    public void Values<T>(IReadOnlyCollection<T> values) => List(values, ModelValues.Writer<T>(_writer));

    /// <exception cref="NotSupportedException">The component has no form in a file.</exception>
    public void Component(object component)
    {
        if (ComponentCodecs.For(component) is { } codec)
        {
            Text(codec.Tag);
            codec.Write(this, component);
            return;
        }
        // A component of somebody else may consist of one of ours; it cannot write anything itself.
        long before = stream.Position;
        if (component is ICanSaveModel foreign && !ComponentCodecs.IsOwn(component)) foreign.Save(new(this));
        if (stream.Position == before) throw ModelSaveContext.NotSupported(component);
    }

    public void Schema(DataViewSchema schema)
    {
        DataViewSchema.Column[] visible = [.. schema.Where(column => !column.IsHidden)];
        List(visible, column =>
        {
            Text(column.Name);
            Type(column.Type);
            Annotations(column.Annotations);
        });
    }

    public void Type(DataViewType type)
    {
        switch (type)
        {
            case KeyDataViewType key:
                _writer.Write(ModelFile.Key);
                Type(ColumnTypes.Primitive(key.RawType));
                _writer.Write(key.Count);
                break;
            case VectorDataViewType vector:
                _writer.Write(ModelFile.Vector);
                Type(vector.ItemType);
                Values<int>([.. vector.Dimensions]);
                break;
            default:
                int place = Array.FindIndex(ModelFile.Primitives, primitive => primitive.Equals(type));
                if (place < 0) throw new NotSupportedException($"A column of type {type} cannot be saved by the embedded ML.NET.");
                _writer.Write((byte)place);
                break;
        }
    }

    /// <summary>Slot names, key values and the mark of normalised columns; other annotations are not kept.</summary>
    public void Annotations(DataViewSchema.Annotations annotations)
    {
        DataViewSchema.Column[] kept = [.. annotations.Schema.Where(column => column.Name is AnnotationKinds.SlotNames or AnnotationKinds.KeyValues or AnnotationKinds.IsNormalized
            && (column.Type is BooleanDataViewType || column.Type is VectorDataViewType { ItemType: not KeyDataViewType }))];
        List(kept, column =>
        {
            Text(column.Name);
            Type(column.Type);
            if (column.Type is VectorDataViewType vector) GenericCall.Invoke<object>(ValuesMethod, [vector.ItemType.RawType], this, annotations, column.Name);
            else
            {
                bool value = false;
                annotations.GetValue(column.Name, ref value);
                Bool(value);
            }
        });
    }

    public void Dispose() => _writer.Dispose();

    private static object AnnotationValues<T>(ModelWriter writer, DataViewSchema.Annotations annotations, string kind)
    {
        VBuffer<T> values = default;
        annotations.GetValue(kind, ref values);
        writer.Values<T>([.. values.DenseValues()]);
        return null;
    }
}
