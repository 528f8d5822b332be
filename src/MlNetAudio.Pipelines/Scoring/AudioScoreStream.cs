using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Pipelines.Scoring;

/// <summary>A live signal → the windows that are complete so far. Holds no more than a window and what was just pushed. For one thread at a time; a scorer may have many.</summary>
public sealed class AudioScoreStream
{
    private readonly AudioScorer _scorer;
    private readonly ResamplerStream _resampler;
    private readonly Func<IReadOnlyList<ReadOnlyMemory<float>>, CancellationToken, List<AudioScore>> _score;
    private float[] _held = [];
    private int _count;                   // samples in _held
    private long _heldFrom, _next;        // index in the signal of _held[0]; where the next window begins
    private long _scoredTo;               // end of the last window
    private bool _finished;

    /// <param name="score">Windows → their scores.</param>
    internal AudioScoreStream(AudioScorer scorer, int sampleRateHz, Func<IReadOnlyList<ReadOnlyMemory<float>>, CancellationToken, List<AudioScore>> score)
    {
        if (sampleRateHz <= 0) throw new ArgumentOutOfRangeException(nameof(sampleRateHz), $"sampleRateHz must be positive, got {sampleRateHz}.");
        (_scorer, _resampler, _score) = (scorer, new(Resampler.For(sampleRateHz, scorer.Metadata.SampleRateHz)), score);
    }

    private long Received => _heldFrom + _count;

    /// <summary>The next mono samples [any number] in −1..1 → the windows that they complete, in order.</summary>
    /// <exception cref="InvalidOperationException">The stream is finished.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the windows not yet returned come with the next call.</exception>
    public IReadOnlyList<AudioWindowScore> Push(ReadOnlySpan<float> samples, CancellationToken cancellation = default)
    {
        Append(_resampler.Push(samples));
        return Complete(cancellation);
    }

    /// <summary>The signal's end → the windows that are left: one that ends with the signal, where the windows so far do not reach its end. The stream takes no more samples.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyList<AudioWindowScore> Finish(CancellationToken cancellation = default)
    {
        if (!_finished) Append(_resampler.Finish());
        _finished = true;
        var windows = Complete(cancellation);
        if (_scoredTo == Received) return windows;
        int last = Math.Min(_scorer.WindowSamples, _count);
        var clip = _held.AsMemory(_count - last, last);
        windows.Add(new(_scorer.Time(Received - last), _scorer.Time(Received), _score([clip], cancellation)[0]));
        _scoredTo = Received;
        return windows;
    }

    private List<AudioWindowScore> Complete(CancellationToken cancellation)
    {
        List<ReadOnlyMemory<float>> clips = [];
        long start = _next;
        for (; start + _scorer.WindowSamples <= Received; start += _scorer.HopSamples) clips.Add(_held.AsMemory((int)(start - _heldFrom), _scorer.WindowSamples));
        if (clips.Count == 0)
        {
            Release();
            return [];
        }
        var scores = _score(clips, cancellation);
        var windows = scores.Select((score, i) => (From: _next + (long)i * _scorer.HopSamples, Score: score))
            .Select(window => new AudioWindowScore(_scorer.Time(window.From), _scorer.Time(window.From + _scorer.WindowSamples), window.Score)).ToList();
        (_scoredTo, _next) = (start - _scorer.HopSamples + _scorer.WindowSamples, start);
        Release();
        return windows;
    }

    /// <summary>Keeps what the next window needs and what a last one would, which ends with the signal.</summary>
    private void Release()
    {
        long from = Math.Min(_next, Received - _scorer.WindowSamples);
        int passed = (int)Math.Clamp(from - _heldFrom, 0, _count);
        _held.AsSpan(passed, _count - passed).CopyTo(_held);
        (_heldFrom, _count) = (_heldFrom + passed, _count - passed);
    }

    private void Append(ReadOnlySpan<float> samples)
    {
        int count = checked(_count + samples.Length);
        if (count > _held.Length) Array.Resize(ref _held, (int)Math.Clamp(2L * _held.Length, count, Array.MaxLength));
        samples.CopyTo(_held.AsSpan(_count));
        _count = count;
    }
}
