using System.Collections.Concurrent;
using MlNetAudio.Datasets;
using MlNetAudio.Dsp.Io;

namespace MlNetAudio.Pipelines.Experiments;

/// <summary>Recordings as mono samples at the models' rate, or spectrograms. Keeps what it has read up to a limit of memory and reads the rest anew each time.</summary>
internal sealed class ClipStore(ClipFormat format, long maximumBytes = 1L << 30)
{
    private readonly ConcurrentDictionary<string, float[]> _kept = new(StringComparer.Ordinal);
    private long _keptBytes;

    public ClipFormat Format { get; } = format;

    /// <exception cref="AudioFileException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public float[] Load(Recording recording, CancellationToken cancellation = default)
    {
        if (_kept.TryGetValue(recording.Path, out float[]? samples)) return samples;
        samples = Format.Load(recording.Path, cancellation: cancellation);
        long bytes = sizeof(float) * (long)samples.Length;
        if (Interlocked.Add(ref _keptBytes, bytes) <= maximumBytes) _kept[recording.Path] = samples;
        else Interlocked.Add(ref _keptBytes, -bytes);
        return samples;
    }
}
