using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Binary data files (.idv), whose format is the official library's own: refused here, so that code that has them says why it does not run.</summary>
public static class BinaryLoaderSaverCatalog
{
    /// <exception cref="NotSupportedException">Always.</exception>
    public static IDataView LoadFromBinary(this DataOperationsCatalog catalog, IMultiStreamSource fileSource) => throw Refusal(nameof(LoadFromBinary));

    /// <exception cref="NotSupportedException">Always.</exception>
    public static IDataView LoadFromBinary(this DataOperationsCatalog catalog, string path) => throw Refusal(nameof(LoadFromBinary));

    /// <exception cref="NotSupportedException">Always.</exception>
    public static void SaveAsBinary(this DataOperationsCatalog catalog, IDataView data, Stream stream, bool keepHidden = false) => throw Refusal(nameof(SaveAsBinary));

    private static NotSupportedException Refusal(string method) =>
        new($"{method}: the embedded ML.NET has no binary data files. Keep rows as text and read them with LoadFromTextFile, or keep them in memory with Cache.");
}
