using Microsoft.ML.OnnxRuntime;
using MlNetAudio.Onnx.Export;

namespace MlNetAudio.Pipelines.Scoring;

/// <summary>An artifact (waveform in, probability out) opened in ONNX Runtime. Any number of threads may score through one instance.</summary>
public sealed class OnnxAudioModel : IDisposable
{
    /// <summary>Samples of all clips in one batch: what the graph holds on the way is several times as much, on every core.</summary>
    private const int MostSamplesInBatch = 1 << 22;

    private static readonly string[] OutputNames = ["probability", "score", "label"];
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();

    /// <param name="path">A model.onnx written by <see cref="AudioArtifact"/>.</param>
    /// <exception cref="InvalidDataException">The file is no such artifact, or ONNX Runtime refuses it; the message names the file and the reason.</exception>
    public OnnxAudioModel(string path)
    {
        Path = path;
        Metadata = AudioArtifact.ReadMetadata(path);
        try
        {
            // One thread a call: the callers bring the parallelism, many clips at a time.
            using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
            _session = new InferenceSession(path, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new InvalidDataException($"{path}: ONNX Runtime cannot load this model ({e.Message}); export it anew.", e);
        }
    }

    public string Path { get; }

    public ArtifactMetadata Metadata { get; }

    public int ClassCount => Metadata.Labels.Count;

    /// <summary>Clips of one length (samples at Metadata.SampleRateHz, mono, −1..1) in one batch → one result each, in order.</summary>
    /// <exception cref="ArgumentException">The batch is empty, a clip is empty, or the clips differ in length.</exception>
    public IReadOnlyList<AudioScore> Score(IReadOnlyList<float[]> clips)
    {
        if (clips.Count == 0) return [];
        int samples = clips[0].Length;
        if (samples == 0) throw new ArgumentException("A clip without samples cannot be scored.", nameof(clips));
        float[] waveform = new float[clips.Count * samples];
        for (int i = 0; i < clips.Count; i++)
        {
            if (clips[i].Length != samples) throw new ArgumentException($"All clips of a batch must have one length, got {samples} and {clips[i].Length} samples.", nameof(clips));
            clips[i].CopyTo(waveform, i * samples);
        }

        using var input = OrtValue.CreateTensorValueFromMemory(waveform, [clips.Count, samples]);
        using var outputs = _session.Run(_runOptions, ["waveform"], [input], OutputNames);
        var probabilities = outputs[0].GetTensorDataAsSpan<float>();
        var scores = outputs[1].GetTensorDataAsSpan<float>();
        var labels = outputs[2].GetTensorDataAsSpan<long>();
        int classes = ClassCount, logits = scores.Length / clips.Count;
        var results = new AudioScore[clips.Count];
        for (int i = 0; i < results.Length; i++)
            results[i] = new(probabilities.Slice(i * classes, classes).ToArray(), scores.Slice(i * logits, logits).ToArray(), (int)labels[i]);
        return results;
    }

    /// <summary>Clips of any lengths → one result each, in order. Clips of one length share batches, very long ones smaller batches; batches run on all cores.</summary>
    /// <remarks>A model with a fixed clip length pads or crops in its graph, so here every clip is brought to that length first and all share batches.</remarks>
    public IReadOnlyList<AudioScore> ScoreAll(IReadOnlyList<float[]> clips, int batchSize = 16, CancellationToken cancellation = default)
    {
        float[][] waveforms = [.. clips.Select(FitToClipLength)];
        int[][] batches = [.. Enumerable.Range(0, waveforms.Length).GroupBy(i => waveforms[i].Length).SelectMany(group => group.Chunk(ClipsInBatch(group.Key, batchSize)))];
        var results = new AudioScore[waveforms.Length];
        Parallel.ForEach(batches, new ParallelOptions { CancellationToken = cancellation }, batch =>
        {
            var scores = Score([.. batch.Select(i => waveforms[i])]);
            for (int i = 0; i < batch.Length; i++) results[batch[i]] = scores[i];
        });
        return results;
    }

    public void Dispose()
    {
        _session.Dispose();
        _runOptions.Dispose();
    }

    /// <summary>The batch size asked for, or fewer of clips so long that memory would not hold as many.</summary>
    internal static int ClipsInBatch(int samplesPerClip, int batchSize) => Math.Clamp(MostSamplesInBatch / Math.Max(1, samplesPerClip), 1, batchSize);

    private float[] FitToClipLength(float[] samples)
    {
        if (Metadata.ClipSamples is not { } length || samples.Length == length) return samples;
        float[] fitted = new float[length];
        samples.AsSpan(0, Math.Min(length, samples.Length)).CopyTo(fitted);
        return fitted;
    }
}
