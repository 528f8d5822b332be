namespace Microsoft.ML.Data;

/// <summary>What a model file begins with.</summary>
internal static class ModelFile
{
    /// <summary>"MLNAMODL" as little-endian bytes.</summary>
    public const ulong Magic = 0x4C444F4D414E4C4D;

    public const int Version = 1;

    /// <summary>Column types by their number in the file; new ones go to the end.</summary>
    public static readonly PrimitiveDataViewType[] Primitives =
    [
        NumberDataViewType.SByte, NumberDataViewType.Byte, NumberDataViewType.Int16, NumberDataViewType.UInt16, NumberDataViewType.Int32, NumberDataViewType.UInt32,
        NumberDataViewType.Int64, NumberDataViewType.UInt64, NumberDataViewType.Single, NumberDataViewType.Double, TextDataViewType.Instance, BooleanDataViewType.Instance,
        DateTimeDataViewType.Instance, RowIdDataViewType.Instance,
    ];

    public const byte Key = 100, Vector = 101;
}
