using Microsoft.ML.Data;

namespace Microsoft.ML.Model.OnnxConverter;

/// <summary>The columns of a pipeline by name, each a tensor of the graph; steps add, replace and drop them.</summary>
internal sealed class OnnxColumns(OnnxGraph graph)
{
    private readonly Dictionary<string, (OnnxValue Value, DataViewSchema.Annotations Annotations)> _columns = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];

    public OnnxGraph Graph => graph;

    /// <summary>In the order in which they came.</summary>
    public IReadOnlyList<string> Names => _order;

    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or ONNX has no type for it.</exception>
    public OnnxValue this[string name] => _columns.TryGetValue(name, out var column)
        ? column.Value
        : throw new ArgumentOutOfRangeException(nameof(name), $"Column '{name}' is not in the data, or of a type that ONNX does not have.");

    /// <summary>The column as real numbers.</summary>
    public OnnxValue Float(string name) => graph.Cast(this[name], OnnxValue.Float);

    public DataViewSchema.Annotations AnnotationsOf(string name) => _columns[name].Annotations;

    public void Set(string name, OnnxValue value, DataViewSchema.Annotations annotations = null)
    {
        if (!_columns.ContainsKey(name)) _order.Add(name);
        _columns[name] = (value, annotations ?? DataViewSchema.Annotations.Empty);
    }

    public void Keep(Predicate<string> isKept)
    {
        foreach (string name in _order.Where(name => !isKept(name))) _columns.Remove(name);
        _order.RemoveAll(name => !isKept(name));
    }

    /// <summary>The tensor type of a column, or null where ONNX has none.</summary>
    public static int? ElementTypeOf(DataViewType type)
    {
        var item = ColumnTypes.ItemOf(type);
        if (type is VectorDataViewType { IsKnownSize: false }) return null;
        return Type.GetTypeCode(item.RawType) switch
        {
            TypeCode.Single => OnnxValue.Float,
            TypeCode.Byte => 2,
            TypeCode.SByte => 3,
            TypeCode.UInt16 => 4,
            TypeCode.Int16 => 5,
            TypeCode.Int32 => 6,
            TypeCode.Int64 => OnnxValue.Int64,
            TypeCode.Boolean => OnnxValue.Bool,
            TypeCode.Double => OnnxValue.Double,
            TypeCode.UInt32 => OnnxValue.UInt32,
            TypeCode.UInt64 => 13,
            _ => item is TextDataViewType ? OnnxValue.Text : null,
        };
    }
}
