using System.Buffers;
using Microsoft.ML.OnnxRuntime;

namespace MlNetAudio.Pipelines.Scoring;

/// <summary>A graph with the one input waveform [batch, samples] or spectrogram [batch, mels, frames], open in ONNX Runtime. Any number of threads may run it.</summary>
internal sealed class ClipSession : IDisposable
{
    /// <summary>Samples of all clips in one batch: what the graph holds on the way is several times as much, on every core.</summary>
    private const int MostSamplesInBatch = 1 << 22;

    /// <summary>Where no batch size is given, batches of short clips are so large that a call of ONNX Runtime costs little of each clip.</summary>
    private const int EnoughSamplesInBatch = 1 << 18, SmallestBatch = 16, LargestBatch = 4096;

    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();
    private readonly ClipFormat _format;
    private bool _disposed;

    private ClipSession(string name, ClipFormat format, Func<SessionOptions, InferenceSession> open)
    {
        (Name, _format) = (name, format);
        try
        {
            // One thread a call: the callers bring the parallelism, many clips at a time.
            using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
            _session = open(options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new InvalidDataException($"{name}: ONNX Runtime cannot load this model ({e.Message}); export it anew.", e);
        }
    }

    /// <summary>How errors call the model.</summary>
    public string Name { get; }

    public IReadOnlyDictionary<string, NodeMetadata> Inputs => _session.InputMetadata;

    public IReadOnlyDictionary<string, NodeMetadata> Outputs => _session.OutputMetadata;

    /// <exception cref="InvalidDataException">ONNX Runtime refuses the model; the message names it and the reason.</exception>
    public static ClipSession Open(string path, ClipFormat format) => new(path, format, options => new(path, options));

    /// <inheritdoc cref="Open(string, ClipFormat)"/>
    public static ClipSession Open(byte[] model, string name, ClipFormat format) => new(name, format, options => new(model, options));

    /// <summary>The batch size asked for, or fewer of clips so long that memory would not hold as many; null: what is good for clips of that length.</summary>
    public static int ClipsInBatch(int samplesPerClip, int? batchSize)
    {
        int samples = Math.Max(1, samplesPerClip);
        return Math.Clamp(MostSamplesInBatch / samples, 1, batchSize ?? Math.Clamp(EnoughSamplesInBatch / samples, SmallestBatch, LargestBatch));
    }

    /// <summary>Runs clips of any lengths: those of one length share batches, and batches run on all cores.</summary>
    /// <param name="rows">Which clips; afterwards in the order of the batches.</param>
    /// <param name="clipSamples">Every clip is padded with zeros or cropped to so many samples; null: read as it is.</param>
    /// <param name="take">Is given, once a batch and on its thread, the rows of the batch and the outputs [batch, ...] in the order of their names.</param>
    /// <exception cref="ArgumentException">A clip is empty, and clips are read as they are; or it is no whole number of frames.</exception>
    /// <exception cref="InvalidDataException">The model fails in ONNX Runtime.</exception>
    public void Run(int[] rows, Func<int, ReadOnlyMemory<float>> clip, int? clipSamples, int? batchSize, IReadOnlyCollection<string> outputs, Action<ReadOnlyMemory<int>, IReadOnlyList<OrtValue>> take, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);   // ONNX Runtime itself would crash
        List<(int Start, int Count, int Samples)> batches = [];
        if (clipSamples is { } common)
        {
            Cut(0, rows.Length, common);
        }
        else
        {
            int[] lengths = Array.ConvertAll(rows, row => clip(row).Length);
            Array.Sort(lengths, rows);
            if (lengths is [0, ..]) throw new ArgumentException("A clip without samples cannot be scored.");
            for (int start = 0, end; start < rows.Length; start = end)
            {
                for (end = start + 1; end < rows.Length && lengths[end] == lengths[start];) end++;
                Cut(start, end, lengths[start]);
            }
        }
        AllCores.For(batches.Count, i => Run(rows.AsMemory(batches[i].Start, batches[i].Count), clip, batches[i].Samples, outputs, take), cancellation);

        void Cut(int start, int end, int samples)
        {
            int most = ClipsInBatch(samples, batchSize);
            for (; start < end; start += most) batches.Add((start, Math.Min(most, end - start), samples));
        }
    }

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        _session.Dispose();
        _runOptions.Dispose();
    }

    private void Run(ReadOnlyMemory<int> rows, Func<int, ReadOnlyMemory<float>> clip, int samples, IReadOnlyCollection<string> outputs, Action<ReadOnlyMemory<int>, IReadOnlyList<OrtValue>> take)
    {
        long[] shape = _format.Shape(rows.Length, samples);
        float[] waveform = ArrayPool<float>.Shared.Rent(checked(rows.Length * samples));
        try
        {
            for (int i = 0; i < rows.Length; i++)
            {
                var source = clip(rows.Span[i]).Span;
                int copied = Math.Min(source.Length, samples);
                source[..copied].CopyTo(waveform.AsSpan(i * samples));
                waveform.AsSpan(i * samples + copied, samples - copied).Clear();
            }
            using var input = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, waveform.AsMemory(0, rows.Length * samples), shape);
            using var results = _session.Run(_runOptions, [_format.InputName], [input], outputs);
            take(rows, results);
        }
        catch (OnnxRuntimeException e)
        {
            throw new InvalidDataException($"{Name}: ONNX Runtime cannot run this model on {samples} {_format.Values} ({e.Message}); export it anew.", e);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(waveform);
        }
    }
}
