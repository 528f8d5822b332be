using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetAudio.Dsp.Io;
using MlNetAudio.Pipelines.Loading;

namespace MlNetAudio.Pipelines.Steps;

/// <summary>The clips of some rows, however a column gives them: as samples, or as paths of recordings, which are read over all cores once they are wanted.</summary>
internal sealed class ClipColumn
{
    private readonly RecordingReading? _reading;
    private readonly ValueGetter<ReadOnlyMemory<char>>? _path;
    private readonly ValueGetter<VBuffer<float>>? _samples;
    private readonly List<string> _paths = [];
    private readonly List<int> _ends = [];
    private float[]?[] _recordings = [];
    private float[] _values = [];
    private VBuffer<float> _buffer;
    private ReadOnlyMemory<char> _text;

    /// <param name="column">Text or a vector of Single, as <see cref="RequireClips"/> checks.</param>
    public ClipColumn(DataViewRow row, DataViewSchema.Column column, RecordingReading? reading)
    {
        if (column.Type is TextDataViewType) (_reading, _path) = (reading, row.GetGetter<ReadOnlyMemory<char>>(column));
        else _samples = row.GetGetter<VBuffer<float>>(column);
    }

    public int Count => _path is null ? _ends.Count : _paths.Count;

    public long Bytes { get; private set; }

    /// <exception cref="ArgumentException">The column is neither text nor a vector of Single.</exception>
    public static void RequireClips(DataViewSchema.Column column)
    {
        if (column.Type is not TextDataViewType && !IsSamples(column))
            throw new ArgumentException($"Column '{column.Name}' must be text (a path) or Vector<Single> (samples), got {column.Type}.");
    }

    /// <exception cref="ArgumentException">The column is no vector of Single.</exception>
    public static void RequireSamples(DataViewSchema.Column column)
    {
        if (!IsSamples(column)) throw new ArgumentException($"Column '{column.Name}' must be Vector<Single> (mono samples), got {column.Type}; Transforms.LoadAudio makes such a column of a column of paths.");
    }

    /// <exception cref="ArgumentException">The column is no text.</exception>
    public static void RequirePaths(DataViewSchema.Column column)
    {
        if (column.Type is not TextDataViewType) throw new ArgumentException($"Column '{column.Name}' must be text (the path of a recording), got {column.Type}.");
    }

    public void Clear()
    {
        _paths.Clear();
        _ends.Clear();
        Bytes = 0;
    }

    /// <summary>Adds the clip of the current row.</summary>
    public void Read()
    {
        if (_path is not null)
        {
            _path(ref _text);
            _paths.Add(_text.ToString());
            Bytes += Length(_paths[^1]);
            return;
        }
        _samples!(ref _buffer);
        int start = _ends.Count == 0 ? 0 : _ends[^1], end = checked(start + _buffer.Length);
        if (end > _values.Length) Array.Resize(ref _values, (int)Math.Clamp(2L * _values.Length, end, Array.MaxLength));
        _buffer.CopyTo(_values, start);
        _ends.Add(end);
        Bytes += sizeof(float) * (long)_buffer.Length;
    }

    /// <summary>Reads the recordings whose paths there are. Then the clips are there.</summary>
    /// <exception cref="AudioFileException">A recording cannot be read, and the pass is to stop at it.</exception>
    public void Load(bool skips)
    {
        if (_reading is not null) _recordings = _reading.Load(_paths, skips);
    }

    /// <summary>[samples] of a row that is not skipped.</summary>
    public ReadOnlyMemory<float> this[int row] => _path is not null ? _recordings[row]! : _values.AsMemory(Start(row), _ends[row] - Start(row));

    public bool IsSkipped(int row) => _path is not null && _recordings[row] is null;

    private int Start(int row) => row == 0 ? 0 : _ends[row - 1];

    private static bool IsSamples(DataViewSchema.Column column) => column.Type is VectorDataViewType { ItemType: var item } && item.Equals(NumberDataViewType.Single);

    /// <summary>Bytes of a file; 0 where it cannot be told, which reading it will report.</summary>
    private static long Length(string path)
    {
        var file = path.Length > 0 ? new FileInfo(path) : null;
        return file is { Exists: true } ? file.Length : 0;
    }
}
