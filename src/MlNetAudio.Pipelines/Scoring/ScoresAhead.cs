using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetAudio.Pipelines.Scoring;

/// <summary>Reads a view's recordings some rows ahead, scores them in batches over all cores, and hands the answers out one by one.</summary>
internal sealed class ScoresAhead : IDisposable
{
    /// <summary>Of long recordings fewer are held together.</summary>
    private const long MostBytesAhead = 1L << 28;

    private readonly DataViewRowCursor _cursor;
    private readonly Func<string>? _path;
    private readonly Func<float[]>? _waveform;
    private readonly OnnxAudioModel _model;
    private readonly AudioScoringOptions _options;
    private readonly Queue<(DataViewRowId Row, AudioScore Score)> _ready = new();
    private readonly ValueGetter<DataViewRowId> _id;

    public ScoresAhead(IDataView source, ScoredSchema schema, OnnxAudioModel model, AudioScoringOptions options)
    {
        _cursor = source.GetRowCursor([schema.InputColumn]);
        _path = schema.PathGetter(_cursor);
        _waveform = _path is null ? schema.WaveformGetter(_cursor) : null;
        (_model, _options, _id) = (model, options, _cursor.GetIdGetter());
    }

    /// <summary>The answer for the next row, which must be the row of that id.</summary>
    /// <exception cref="InvalidOperationException">The view gives other rows, or another order of them, each time it is read.</exception>
    public AudioScore Next(DataViewRowId id)
    {
        if (_ready.Count == 0) Refill();
        if (!_ready.TryDequeue(out var next) || !next.Row.Equals(id))
            throw new InvalidOperationException("The rows came in another order when they were read a second time, so their answers cannot be told apart; put Data.Cache before ScoreAudio.");
        return next.Score;
    }

    public void Dispose() => _cursor.Dispose();

    private void Refill()
    {
        var rows = new List<DataViewRowId>();
        var paths = new List<string>();
        var waveforms = new List<float[]>();
        for (long bytes = 0; rows.Count < _options.RowsAhead && bytes < MostBytesAhead && _cursor.MoveNext();)
        {
            DataViewRowId row = default;
            _id(ref row);
            rows.Add(row);
            if (_path is not null)
            {
                paths.Add(_path());
                bytes += Length(paths[^1]);
            }
            else
            {
                waveforms.Add(_waveform!());
                bytes += sizeof(float) * (long)waveforms[^1].Length;
            }
        }
        var scores = _model.ScoreAll(_path is null ? waveforms : Read(paths), _options.BatchSize);
        foreach (var answer in rows.Zip(scores)) _ready.Enqueue(answer);
    }

    private float[][] Read(List<string> paths)
    {
        float[][] waveforms = new float[paths.Count][];
        AllCores.For(paths.Count, i => waveforms[i] = _model.FitToClipLength(_model.Format.Load(paths[i])));
        return waveforms;
    }

    /// <summary>Bytes of a file; 0 where it cannot be told, which reading it will report.</summary>
    private static long Length(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? file.Length : 0;
    }
}
