using Microsoft.ML;
using MlNetAudio.Dsp.Io;

namespace MlNetAudio.Pipelines.Scoring;

/// <summary>Reads a view's recordings some rows ahead, scores them in batches over all cores, and hands the answers out one by one.</summary>
internal sealed class ScoresAhead : IDisposable
{
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
            while (paths.Count < _options.RowsAhead && _cursor.MoveNext()) paths.Add(_path());
            waveforms = new float[paths.Count][];
            try
            {
                Parallel.For(0, paths.Count, i => waveforms[i] = AudioFile.LoadMono(paths[i], _model.Metadata.SampleRateHz));
            }
            catch (AggregateException e) when (e.InnerExceptions.OfType<AudioFileException>().FirstOrDefault() is { } unreadable)
            {
                throw unreadable;
            }
        }
        else
        {
            var read = new List<float[]>();
            while (read.Count < _options.RowsAhead && _cursor.MoveNext()) read.Add(_waveform!());
            waveforms = [.. read];
        }
        foreach (var score in _model.ScoreAll(waveforms, _options.BatchSize)) _ready.Enqueue(score);
    }
}
