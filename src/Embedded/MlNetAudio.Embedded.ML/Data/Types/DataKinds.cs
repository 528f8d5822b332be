namespace Microsoft.ML.Data;

/// <summary>Column types by the names that text files and conversions use.</summary>
internal static class DataKinds
{
    private static readonly Dictionary<DataKind, PrimitiveDataViewType> Types = new()
    {
        [DataKind.SByte] = NumberDataViewType.SByte,
        [DataKind.Byte] = NumberDataViewType.Byte,
        [DataKind.Int16] = NumberDataViewType.Int16,
        [DataKind.UInt16] = NumberDataViewType.UInt16,
        [DataKind.Int32] = NumberDataViewType.Int32,
        [DataKind.UInt32] = NumberDataViewType.UInt32,
        [DataKind.Int64] = NumberDataViewType.Int64,
        [DataKind.UInt64] = NumberDataViewType.UInt64,
        [DataKind.Single] = NumberDataViewType.Single,
        [DataKind.Double] = NumberDataViewType.Double,
        [DataKind.String] = TextDataViewType.Instance,
        [DataKind.Boolean] = BooleanDataViewType.Instance,
        [DataKind.DateTime] = DateTimeDataViewType.Instance,
    };

    /// <exception cref="NotSupportedException">The embedded library has no column of that kind.</exception>
    public static PrimitiveDataViewType TypeOf(DataKind kind) =>
        Types.TryGetValue(kind, out var type) ? type : throw new NotSupportedException($"Columns of kind {kind} are not supported by the embedded ML.NET.");

    public static DataKind Of(DataViewType type) => Types.First(pair => pair.Value.Equals(type)).Key;

    public static ulong LargestKey(Type type) =>
        type == typeof(byte) ? byte.MaxValue : type == typeof(ushort) ? ushort.MaxValue : type == typeof(uint) ? uint.MaxValue : ulong.MaxValue;
}
