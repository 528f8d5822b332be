using MlNetAudio.Dsp.Io;
using MlNetAudio.Onnx.Export;

namespace MlNetAudio.Pipelines.Scoring;

/// <summary>
/// Scores single recordings, the windows of long ones, and live streams by one exported model. Any number of threads may share one: calls run on the one session that is open, and no more than
/// AudioScorerOptions.MaximumConcurrency at a time, with buffers from a pool.
/// </summary>
public sealed class AudioScorer : IDisposable
{
    /// <summary>Windows that are scored together: their samples are in memory at once.</summary>
    private const int WindowsAtOnce = 16;

    private readonly OnnxAudioModel _model;
    private readonly SemaphoreSlim _free;

    internal AudioScorer(OnnxAudioModel model, AudioScorerOptions options)
    {
        (_model, _free) = (model, new(options.MaximumConcurrency));
        try
        {
            if (model.Metadata.Spectrogram is not null) throw new ArgumentException($"{model.Path} reads spectrograms, of which no windows can be cut here; score them by Transforms.ScoreAudio.");
            WindowSamples = options.Window is { } window ? Samples(window, nameof(options.Window)) : model.Metadata.ClipSamples
                ?? throw new ArgumentException($"{model.Path} reads clips of any length, so nothing says how long a window is; give AudioScorerOptions.Window.", nameof(options));
            HopSamples = options.Hop is { } hop ? Samples(hop, nameof(options.Hop)) : Math.Max(1, WindowSamples / 2);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public ArtifactMetadata Metadata => _model.Metadata;

    /// <summary>In the order of the probabilities.</summary>
    public IReadOnlyList<string> Labels => _model.Metadata.Labels;

    /// <summary>Samples of a window, at the model's rate.</summary>
    public int WindowSamples { get; }

    /// <summary>Samples from window to window, at the model's rate.</summary>
    public int HopSamples { get; }

    /// <summary>The recording of a file as one clip: padded or cropped where the model has a fixed clip length.</summary>
    /// <exception cref="AudioFileException">The file cannot be read; the message says which, why and what to do.</exception>
    /// <exception cref="OperationCanceledException">Cancelled while it waited or read.</exception>
    public AudioScore Score(string path, CancellationToken cancellation = default) => Score(AudioFile.LoadMono(path, Metadata.SampleRateHz, cancellation: cancellation), cancellation);

    /// <summary>A recording as one clip: its channels are mixed to mono and resampled.</summary>
    /// <exception cref="ArgumentException">It holds no samples.</exception>
    /// <exception cref="OperationCanceledException">Cancelled while it waited.</exception>
    public AudioScore Score(AudioClip clip, CancellationToken cancellation = default) => Score(Mono(clip), cancellation);

    /// <summary>Mono samples [samples] in −1..1 at the model's rate as one clip.</summary>
    /// <exception cref="ArgumentException">There are no samples.</exception>
    /// <exception cref="OperationCanceledException">Cancelled while it waited.</exception>
    public AudioScore Score(ReadOnlyMemory<float> samples, CancellationToken cancellation = default)
    {
        if (samples.IsEmpty) throw new ArgumentException("A clip without samples cannot be scored.", nameof(samples));
        return Scored([samples], cancellation)[0];
    }

    /// <summary>The timeline of a file: see <see cref="ScoreWindows(ReadOnlyMemory{float}, CancellationToken)"/>.</summary>
    /// <exception cref="AudioFileException">The file cannot be read; the message says which, why and what to do.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyList<AudioWindowScore> ScoreWindows(string path, CancellationToken cancellation = default) =>
        ScoreWindows(AudioFile.LoadMono(path, Metadata.SampleRateHz, cancellation: cancellation), cancellation);

    /// <summary>The timeline of a recording, whose channels are mixed to mono and resampled: see <see cref="ScoreWindows(ReadOnlyMemory{float}, CancellationToken)"/>.</summary>
    /// <exception cref="ArgumentException">It holds no samples.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyList<AudioWindowScore> ScoreWindows(AudioClip clip, CancellationToken cancellation = default) => ScoreWindows(Mono(clip), cancellation);

    /// <summary>
    /// The timeline of mono samples [samples] in −1..1 at the model's rate: a window every hop, and a last one that ends with the recording where the windows so far do not reach its end. A recording shorter than
    /// a window is one window, padded where the model has a fixed clip length.
    /// </summary>
    /// <exception cref="ArgumentException">There are no samples.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyList<AudioWindowScore> ScoreWindows(ReadOnlyMemory<float> samples, CancellationToken cancellation = default) => Windows(samples, OpenStream(), cancellation);

    /// <summary>As <see cref="Score(AudioClip, CancellationToken)"/> for servers: no thread waits while others score, and the work is done on the thread pool.</summary>
    /// <exception cref="ArgumentException">The recording holds no samples.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public Task<AudioScore> ScoreAsync(AudioClip clip, CancellationToken cancellation = default) => WhenFree(() =>
    {
        float[] samples = Mono(clip);
        return samples.Length > 0 ? ScoredNow([samples], cancellation)[0] : throw new ArgumentException("A clip without samples cannot be scored.", nameof(clip));
    }, cancellation);

    /// <summary>As <see cref="ScoreWindows(AudioClip, CancellationToken)"/> for servers: no thread waits while others score, and the work is done on the thread pool.</summary>
    /// <exception cref="ArgumentException">The recording holds no samples.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public Task<IReadOnlyList<AudioWindowScore>> ScoreWindowsAsync(AudioClip clip, CancellationToken cancellation = default) =>
        WhenFree(() => Windows(Mono(clip), new(this, Metadata.SampleRateHz, ScoredNow), cancellation), cancellation);

    /// <summary>A live signal, scored window by window: its timeline is that of the whole recording.</summary>
    /// <param name="sampleRateHz">Of the mono samples that will come; null: the model's.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not positive.</exception>
    public AudioScoreStream OpenStream(int? sampleRateHz = null) => new(this, sampleRateHz ?? Metadata.SampleRateHz, Scored);

    public void Dispose()
    {
        _model.Dispose();
        _free.Dispose();
    }

    internal TimeSpan Time(long sample) => TimeSpan.FromSeconds((double)sample / Metadata.SampleRateHz);

    private static IReadOnlyList<AudioWindowScore> Windows(ReadOnlyMemory<float> samples, AudioScoreStream stream, CancellationToken cancellation)
    {
        if (samples.IsEmpty) throw new ArgumentException("A recording without samples cannot be scored.", nameof(samples));
        return [.. stream.Push(samples.Span, cancellation), .. stream.Finish(cancellation)];
    }

    /// <summary>Clips → their scores, some at a time, each time after a wait for a free place.</summary>
    private List<AudioScore> Scored(IReadOnlyList<ReadOnlyMemory<float>> clips, CancellationToken cancellation)
    {
        var scores = new List<AudioScore>(clips.Count);
        for (int start = 0; start < clips.Count; start += WindowsAtOnce)
        {
            _free.Wait(cancellation);
            try
            {
                scores.AddRange(ScoredNow([.. clips.Skip(start).Take(WindowsAtOnce)], cancellation));
            }
            finally
            {
                _free.Release();
            }
        }
        return scores;
    }

    /// <summary>Clips → their scores, some at a time, by whoever has a place.</summary>
    private List<AudioScore> ScoredNow(IReadOnlyList<ReadOnlyMemory<float>> clips, CancellationToken cancellation)
    {
        var scores = new List<AudioScore>(clips.Count);
        var table = new ScoreTable(_model.ClassCount);
        for (int start = 0; start < clips.Count; start += WindowsAtOnce)
        {
            int first = start, count = Math.Min(WindowsAtOnce, clips.Count - start);
            table.Reserve(count);
            _model.ScoreAll([.. Enumerable.Range(0, count)], i => clips[first + i], table, batchSize: WindowsAtOnce, cancellation);
            for (int i = 0; i < count; i++) scores.Add(table[i]);
        }
        return scores;
    }

    private async Task<T> WhenFree<T>(Func<T> score, CancellationToken cancellation)
    {
        await _free.WaitAsync(cancellation);
        try
        {
            return await Task.Run(score, cancellation);
        }
        finally
        {
            _free.Release();
        }
    }

    private float[] Mono(AudioClip clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        return clip.ToMono().Resample(Metadata.SampleRateHz).Channel(0).ToArray();
    }

    private int Samples(TimeSpan time, string name)
    {
        double samples = Math.Round(time.TotalSeconds * _model.Metadata.SampleRateHz);
        return samples is >= 1 and <= 1 << 30 ? (int)samples : throw new ArgumentException($"AudioScorerOptions.{name} of {time} is {samples} samples at {_model.Metadata.SampleRateHz} Hz; it must be between 1 and {1 << 30}.");
    }
}
