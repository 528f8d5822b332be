using Microsoft.ML;
using MlNetAudio.Dsp.Io;

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
    private readonly Queue<AudioScore> _ready = new();

    public ScoresAhead(IDataView source, ScoredSchema schema, OnnxAudioModel model, AudioScoringOptions options)
    {
        _cursor = source.GetRowCursor([schema.InputColumn]);
        _path = schema.PathGetter(_cursor);
        _waveform = _path is null ? schema.WaveformGetter(_cursor) : null;
        (_model, _options) = (model, options);
    }

    /// <summary>The answer for the next row. There is one for each row of the view.</summary>
    public AudioScore Next()
    {
        if (_ready.Count == 0) Refill();
        return _ready.Dequeue();
    }

    public void Dispose() => _cursor.Dispose();

    private void Refill()
    {
        float[][] waveforms;
        if (_path is not null)
        {
            var paths = new List<string>();
            for (long bytes = 0; paths.Count < _options.RowsAhead && bytes < MostBytesAhead && _cursor.MoveNext(); bytes += Length(paths[^1])) paths.Add(_path());
            waveforms = new float[paths.Count][];
            AllCores.For(paths.Count, i => waveforms[i] = _model.FitToClipLength(AudioFile.LoadMono(paths[i], _model.Metadata.SampleRateHz)));
        }
        else
        {
            var read = new List<float[]>();
            for (long bytes = 0; read.Count < _options.RowsAhead && bytes < MostBytesAhead && _cursor.MoveNext(); bytes += sizeof(float) * (long)read[^1].Length) read.Add(_waveform!());
            waveforms = [.. read];
        }
        foreach (var score in _model.ScoreAll(waveforms, _options.BatchSize)) _ready.Enqueue(score);
    }

    /// <summary>Bytes of a file; 0 where it cannot be told, which reading it will report.</summary>
    private static long Length(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? file.Length : 0;
    }
}
