using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>
/// Reads lines of separated fields (CSV, TSV). Lazy: every pass reads the files again. Empty lines are skipped. A text that is no number is NaN in a real column
/// and an error in an integer one; an empty field is 0, false or empty.
/// </summary>
public sealed partial class TextLoader : IDataLoader<IMultiStreamSource>
{
    private readonly TextFormat _format;
    private readonly TextColumn[] _columns;
    private readonly DataViewSchema _schema;

    internal TextLoader(IHostEnvironment env, Options options, IMultiStreamSource dataSample = null)
    {
        ArgumentNullException.ThrowIfNull(env);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Columns is not { Length: > 0 }) throw new ArgumentException("A text loader needs at least one column.", nameof(options));
        if (options.AllowSparse) throw new NotSupportedException("Sparse text (index:value) is not read by the embedded ML.NET; write all values.");
        _format = new(options);
        string[] header = null;
        int? fields = null;
        if (dataSample is { Count: > 0 })
        {
            using TextReader reader = dataSample.OpenTextReader(0);
            var lines = new TextLines(reader, _format);
            if (options.HasHeader && lines.MoveNext()) header = lines.Fields();
            if (lines.MoveNext()) fields = lines.Fields().Length;
            fields ??= header?.Length;
        }
        _columns = [.. options.Columns.Select(column => TextColumn.Of(column, fields, header))];
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(_columns.Select(column => column.ToColumn()));
        _schema = builder.ToSchema();
    }

    public DataViewSchema GetOutputSchema() => _schema;

    public IDataView Load(IMultiStreamSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new TextDataView(source, _format, _columns, _schema);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => throw ModelSaveContext.NotSupported(this);
}
