using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>Walks the lines of files.</summary>
internal sealed class TextCursor(IMultiStreamSource source, TextFormat format, TextColumn[] columns, DataViewSchema schema, HashSet<int> active) : DataViewRowCursor
{
    private static readonly System.Reflection.MethodInfo ScalarMethod = GenericCall.Method(typeof(TextCursor), nameof(Scalar));
    private static readonly System.Reflection.MethodInfo VectorMethod = GenericCall.Method(typeof(TextCursor), nameof(Vector));
    private static readonly System.Reflection.MethodInfo KeyMethod = GenericCall.Method(typeof(TextCursor), nameof(KeyParser));
    private TextReader _reader;
    private TextLines _lines;
    private string[] _fields = [];
    private long _position = -1, _rows;
    private int _file = -1;

    public override long Position => _position;

    public override long Batch => 0;

    public override DataViewSchema Schema => schema;

    public override bool MoveNext()
    {
        while (_rows < format.MaximumRows && (_lines is not null || OpenNext()))
        {
            if (_lines.MoveNext())
            {
                _fields = _lines.Fields();
                _position = _rows++;
                return true;
            }
            _reader.Dispose();
            (_reader, _lines) = (null, null);
        }
        _position = -1;
        return false;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = new((ulong)_position, 0);

    public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column)) throw Getters.NotActive(column.Name);
        TextColumn text = columns[column.Index];
        var getter = GenericCall.Invoke<Delegate>(text.IsVector ? VectorMethod : ScalarMethod, [text.ItemType.RawType], this, text);
        return Getters.As<TValue>(getter, Schema[column.Index]);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _reader?.Dispose();
        base.Dispose(disposing);
    }

    private bool OpenNext()
    {
        if (++_file >= source.Count) return false;
        _reader = source.OpenTextReader(_file);
        _lines = new(_reader, format);
        if (format.HasHeader) _lines.MoveNext();
        return true;
    }

    private static ValueGetter<T> Scalar<T>(TextCursor cursor, TextColumn column)
    {
        var parse = cursor.Parser<T>(column);
        int field = column.Fields[0];
        return (ref T value) => value = parse(field);
    }

    private static ValueGetter<VBuffer<T>> Vector<T>(TextCursor cursor, TextColumn column)
    {
        var parse = cursor.Parser<T>(column);
        int[] fields = column.Fields;
        return (ref VBuffer<T> value) =>
        {
            VBufferEditor<T> editor = VBufferEditor.Create(ref value, fields.Length);
            for (int slot = 0; slot < fields.Length; slot++) editor.Values[slot] = parse(fields[slot]);
            value = editor.Commit();
        };
    }

    /// <summary>Field index → value; a line with too few fields has empty ones at its end.</summary>
    private Func<int, T> Parser<T>(TextColumn column)
    {
        if (column.ItemType is KeyDataViewType) return GenericCall.Invoke<Func<int, T>>(KeyMethod, [typeof(T)], this, column);
        var parse = FieldParser.For<T>(format.DecimalMarker, format.MissingRealsAreNaN);
        return field =>
        {
            string text = Field(field);
            return parse(text, out T value) ? value : throw Unreadable(column, field, text);
        };
    }

    private static Func<int, T> KeyParser<T>(TextCursor cursor, TextColumn column) where T : IBinaryInteger<T>
    {
        ulong count = ((KeyDataViewType)column.ItemType).Count;
        return field =>
        {
            string text = cursor.Field(field);
            if (text.Length == 0) return T.Zero;
            if (!ulong.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out ulong place)) throw cursor.Unreadable(column, field, text);
            return place < count ? T.CreateTruncating(place) + T.One : T.Zero;
        };
    }

    private string Field(int index) => index < _fields.Length ? _fields[index] : "";

    private InvalidDataException Unreadable(TextColumn column, int field, string text) => new(
        $"{source.GetPathOrNull(_file) ?? "source " + _file}, line {_lines.LineNumber}, field {field}: could not parse value '{text}' for column '{column.Name}' of type {column.ItemType}.");
}
