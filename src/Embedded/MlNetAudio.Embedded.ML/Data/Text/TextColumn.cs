using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>A column of a text file bound to its fields.</summary>
/// <param name="Fields">Which fields, in the order of the slots.</param>
internal sealed record TextColumn(string Name, PrimitiveDataViewType ItemType, bool IsVector, int[] Fields, string[] SlotNames)
{
    /// <param name="lineFields">How many fields a line has, or null when nobody knows.</param>
    /// <param name="header">The first line, or null.</param>
    public static TextColumn Of(TextLoader.Column column, int? lineFields, string[] header)
    {
        if (column.Source is not { Length: > 0 }) throw new ArgumentException($"Column '{column.Name}' of a text loader names no fields.", nameof(column));
        int[] fields = [.. column.Source.SelectMany(range =>
        {
            int last = range.Max ?? lineFields - 1
                ?? throw new ArgumentException($"Column '{column.Name}' goes to the end of the line, which takes a data sample to know: give dataSample.", nameof(column));
            if (last < range.Min) throw new ArgumentException($"Column '{column.Name}' begins at field {range.Min}, but the data sample has {lineFields}.", nameof(column));
            return Enumerable.Range(range.Min, last - range.Min + 1);
        })];
        bool isVector = fields.Length > 1 || column.Source.Any(range => range.ForceVector);
        string[] names = isVector && header is not null && fields.All(field => field < header.Length) ? [.. fields.Select(field => header[field])] : null;
        return new(column.Name, TypeOf(column), isVector, fields, names);
    }

    /// <summary>The columns of a class whose members have a <see cref="LoadColumnAttribute"/>.</summary>
    public static TextLoader.Column[] Of<TInput>() => [.. SchemaDefinition.Create(typeof(TInput), SchemaDefinition.Direction.Write).Select(column =>
    {
        MemberInfo member = (MemberInfo)typeof(TInput).GetField(column.MemberName) ?? typeof(TInput).GetProperty(column.MemberName);
        var source = member.GetCustomAttribute<LoadColumnAttribute>()
            ?? throw new ArgumentException($"Field/property '{column.MemberName}' is missing the LoadColumn attribute; mark it with [NoColumn] if it is not in the file.");
        var type = column.ColumnType ?? MemberTypes.ColumnTypeOf(typeof(TInput), member);
        var ranges = source.Sources;
        if (type is VectorDataViewType) foreach (var range in ranges) range.ForceVector = true;
        var item = ColumnTypes.ItemOf(type);
        return new TextLoader.Column(column.ColumnName, KindOf(item), ranges, item is KeyDataViewType key ? new KeyCount(key.Count) : null);
    })];

    public DataViewSchema.DetachedColumn ToColumn()
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        if (SlotNames is not null)
        {
            ReadOnlyMemory<char>[] names = [.. SlotNames.Select(name => name.AsMemory())];
            annotations.Add(AnnotationKinds.SlotNames, new VectorDataViewType(TextDataViewType.Instance, names.Length),
                (ref VBuffer<ReadOnlyMemory<char>> value) => VBuffer<ReadOnlyMemory<char>>.Copy(names, 0, ref value, names.Length));
        }
        return new(Name, IsVector ? new VectorDataViewType(ItemType, Fields.Length) : ItemType, annotations.ToAnnotations());
    }

    private static PrimitiveDataViewType TypeOf(TextLoader.Column column)
    {
        var type = DataKinds.TypeOf(column.DataKind);
        if (column.KeyCount is not { } key) return type;
        return KeyDataViewType.IsValidDataType(type.RawType)
            ? new KeyDataViewType(type.RawType, key.Count ?? DataKinds.LargestKey(type.RawType))
            : throw new ArgumentException($"Column '{column.Name}' of kind {column.DataKind} cannot be a key; a key is Byte, UInt16, UInt32 or UInt64.", nameof(column));
    }

    private static DataKind KindOf(DataViewType item) => DataKinds.Of(item is KeyDataViewType ? ColumnTypes.Primitive(item.RawType) : item);
}
