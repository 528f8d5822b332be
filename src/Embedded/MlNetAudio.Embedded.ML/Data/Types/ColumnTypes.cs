using System.Diagnostics.CodeAnalysis;

namespace Microsoft.ML.Data;

/// <summary>Which column type stands for a .NET type, and what a column type is made of.</summary>
internal static class ColumnTypes
{
    private static readonly Dictionary<Type, PrimitiveDataViewType> Primitives = new()
    {
        [typeof(sbyte)] = NumberDataViewType.SByte,
        [typeof(byte)] = NumberDataViewType.Byte,
        [typeof(short)] = NumberDataViewType.Int16,
        [typeof(ushort)] = NumberDataViewType.UInt16,
        [typeof(int)] = NumberDataViewType.Int32,
        [typeof(uint)] = NumberDataViewType.UInt32,
        [typeof(long)] = NumberDataViewType.Int64,
        [typeof(ulong)] = NumberDataViewType.UInt64,
        [typeof(float)] = NumberDataViewType.Single,
        [typeof(double)] = NumberDataViewType.Double,
        [typeof(bool)] = BooleanDataViewType.Instance,
        [typeof(string)] = TextDataViewType.Instance,
        [typeof(ReadOnlyMemory<char>)] = TextDataViewType.Instance,
        [typeof(DateTime)] = DateTimeDataViewType.Instance,
        [typeof(DataViewRowId)] = RowIdDataViewType.Instance,
    };

    /// <summary>float → Single, string and ReadOnlyMemory&lt;char&gt; → String, ...; false for what no primitive column holds.</summary>
    public static bool TryGetPrimitive(Type type, [NotNullWhen(true)] out PrimitiveDataViewType primitive) => Primitives.TryGetValue(type, out primitive);

    /// <exception cref="ArgumentException">No primitive column holds such values.</exception>
    public static PrimitiveDataViewType Primitive(Type type) =>
        TryGetPrimitive(type, out PrimitiveDataViewType primitive) ? primitive : throw new ArgumentException($"No column type holds values of {type}.", nameof(type));

    /// <summary>The item type of a vector, any other type itself.</summary>
    public static DataViewType ItemOf(DataViewType type) => type is VectorDataViewType vector ? vector.ItemType : type;
}
