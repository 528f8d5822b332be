using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>CSV and TSV files as data views.</summary>
public static class TextLoaderSaverCatalog
{
    /// <param name="separatorChar">',' for CSV.</param>
    /// <param name="dataSample">Tells how many fields a line has, and, with a header, the names of the slots.</param>
    /// <param name="allowSparse">Not supported here.</param>
    public static TextLoader CreateTextLoader(
        this DataOperationsCatalog catalog, TextLoader.Column[] columns, char separatorChar = '\t', bool hasHeader = false, IMultiStreamSource dataSample = null,
        bool allowQuoting = false, bool trimWhitespace = false, bool allowSparse = false) =>
        catalog.CreateTextLoader(MakeOptions(columns, separatorChar, hasHeader, allowQuoting, trimWhitespace, allowSparse), dataSample);

    public static TextLoader CreateTextLoader(this DataOperationsCatalog catalog, TextLoader.Options options, IMultiStreamSource dataSample = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new(catalog.Environment, options, dataSample);
    }

    /// <summary>The columns are the members of <typeparamref name="TInput"/>, each with a <see cref="LoadColumnAttribute"/>.</summary>
    /// <inheritdoc cref="CreateTextLoader(DataOperationsCatalog, TextLoader.Column[], char, bool, IMultiStreamSource, bool, bool, bool)"/>
    public static TextLoader CreateTextLoader<TInput>(
        this DataOperationsCatalog catalog, char separatorChar = '\t', bool hasHeader = false, IMultiStreamSource dataSample = null, bool allowQuoting = false,
        bool trimWhitespace = false, bool allowSparse = false) =>
        catalog.CreateTextLoader(TextColumn.Of<TInput>(), separatorChar, hasHeader, dataSample, allowQuoting, trimWhitespace, allowSparse);

    /// <inheritdoc cref="CreateTextLoader{TInput}(DataOperationsCatalog, char, bool, IMultiStreamSource, bool, bool, bool)"/>
    public static TextLoader CreateTextLoader<TInput>(this DataOperationsCatalog catalog, TextLoader.Options options, IMultiStreamSource dataSample = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        return catalog.CreateTextLoader(WithColumns(options, TextColumn.Of<TInput>()), dataSample);
    }

    /// <inheritdoc cref="CreateTextLoader(DataOperationsCatalog, TextLoader.Column[], char, bool, IMultiStreamSource, bool, bool, bool)"/>
    public static IDataView LoadFromTextFile(
        this DataOperationsCatalog catalog, string path, TextLoader.Column[] columns, char separatorChar = '\t', bool hasHeader = false, bool allowQuoting = false,
        bool trimWhitespace = false, bool allowSparse = false) =>
        Load(catalog, path, MakeOptions(columns, separatorChar, hasHeader, allowQuoting, trimWhitespace, allowSparse));

    public static IDataView LoadFromTextFile(this DataOperationsCatalog catalog, string path, TextLoader.Options options = null) => Load(catalog, path, options);

    /// <inheritdoc cref="CreateTextLoader{TInput}(DataOperationsCatalog, char, bool, IMultiStreamSource, bool, bool, bool)"/>
    public static IDataView LoadFromTextFile<TInput>(
        this DataOperationsCatalog catalog, string path, char separatorChar = '\t', bool hasHeader = false, bool allowQuoting = false, bool trimWhitespace = false,
        bool allowSparse = false) =>
        Load(catalog, path, MakeOptions(TextColumn.Of<TInput>(), separatorChar, hasHeader, allowQuoting, trimWhitespace, allowSparse));

    /// <inheritdoc cref="CreateTextLoader{TInput}(DataOperationsCatalog, char, bool, IMultiStreamSource, bool, bool, bool)"/>
    public static IDataView LoadFromTextFile<TInput>(this DataOperationsCatalog catalog, string path, TextLoader.Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Load(catalog, path, WithColumns(options, TextColumn.Of<TInput>()));
    }

    private static IDataView Load(DataOperationsCatalog catalog, string path, TextLoader.Options options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var source = new MultiFileSource(path);
        // Only a column to the end of the line needs to look at the file; the official library gives no slot names here, so the header is not looked at.
        bool isOpen = options?.Columns?.Any(column => column.Source?.Any(range => range.Max is null) == true) == true;
        return new TextLoader(catalog.Environment, options ?? throw new ArgumentNullException(nameof(options), "The embedded ML.NET needs to be told the columns."), isOpen ? source : null)
            .Load(source);
    }

    private static TextLoader.Options MakeOptions(TextLoader.Column[] columns, char separator, bool hasHeader, bool allowQuoting, bool trims, bool allowSparse) => new()
    {
        Columns = columns,
        Separators = [separator],
        HasHeader = hasHeader,
        AllowQuoting = allowQuoting,
        TrimWhitespace = trims,
        AllowSparse = allowSparse,
    };

    private static TextLoader.Options WithColumns(TextLoader.Options options, TextLoader.Column[] columns) => new()
    {
        Columns = columns,
        Separators = options.Separators,
        HasHeader = options.HasHeader,
        AllowQuoting = options.AllowQuoting,
        TrimWhitespace = options.TrimWhitespace,
        AllowSparse = options.AllowSparse,
        DecimalMarker = options.DecimalMarker,
        ReadMultilines = options.ReadMultilines,
        MaxRows = options.MaxRows,
        EscapeChar = options.EscapeChar,
        MissingRealsAsNaNs = options.MissingRealsAsNaNs,
    };
}
