using Microsoft.ML.OnnxRuntime;
using MlNetAudio.Onnx.Export;

namespace MlNetAudio.Pipelines.Scoring;

/// <summary>An artifact (waveform or spectrogram in, probability out) opened in ONNX Runtime. Any number of threads may score through one instance.</summary>
public sealed class OnnxAudioModel : IDisposable
{
    /// <summary>Samples of all clips in one batch: what the graph holds on the way is several times as much, on every core.</summary>
    private const int MostSamplesInBatch = 1 << 22;

    private static readonly string[] OutputNames = ["probability", "score", "label"];
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();
    private bool _disposed;

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
        if (Fault() is not { } fault) return;
        Dispose();
        throw new InvalidDataException($"{path}: {fault}; it is not a model exported by MlNetAudio, or it was changed.");
    }

    public string Path { get; }

    public ArtifactMetadata Metadata { get; }

    public int ClassCount => Metadata.Labels.Count;

    internal ClipFormat Format => new(Metadata.SampleRateHz, Metadata.Spectrogram?.Mels);

    private string InputName => Metadata.Spectrogram is null ? "waveform" : "spectrogram";

    /// <summary>Clips of one length (samples at Metadata.SampleRateHz, mono, −1..1; or spectrograms [mels, frames], row-major) in one batch → one result each, in order.</summary>
    /// <exception cref="ArgumentException">A clip is empty, or no whole number of frames, or the clips differ in length.</exception>
    /// <exception cref="InvalidDataException">The model fails in ONNX Runtime, or its outputs are not those that its metadata announces.</exception>
    public IReadOnlyList<AudioScore> Score(IReadOnlyList<float[]> clips)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);   // ONNX Runtime itself would crash
        if (clips.Count == 0) return [];
        int samples = clips[0].Length;
        if (samples == 0) throw new ArgumentException("A clip without samples cannot be scored.", nameof(clips));
        float[] waveform = new float[checked(clips.Count * samples)];
        for (int i = 0; i < clips.Count; i++)
        {
            if (clips[i].Length != samples) throw new ArgumentException($"All clips of a batch must have one length, got {samples} and {clips[i].Length} samples.", nameof(clips));
            clips[i].CopyTo(waveform, i * samples);
        }

        long[] shape = [clips.Count, samples];
        if (Metadata.Spectrogram is { Mels: var mels })
        {
            if (samples % mels != 0) throw new ArgumentException($"A clip must be a spectrogram of {mels} mel bands, got {samples} values.", nameof(clips));
            shape = [clips.Count, mels, samples / mels];
        }
        using var input = OrtValue.CreateTensorValueFromMemory(waveform, shape);
        try
        {
            using var outputs = _session.Run(_runOptions, [InputName], [input], OutputNames);
            return Answers(outputs[0].GetTensorDataAsSpan<float>(), outputs[1].GetTensorDataAsSpan<float>(), outputs[2].GetTensorDataAsSpan<long>(), clips.Count);
        }
        catch (OnnxRuntimeException e)
        {
            throw new InvalidDataException($"{Path}: ONNX Runtime cannot run this model on {samples} {(Metadata.Spectrogram is null ? "samples" : "values")} ({e.Message}); export it anew.", e);
        }
    }

    /// <summary>Clips of any lengths → one result each, in order. Clips of one length share batches, very long ones smaller batches; batches run on all cores.</summary>
    /// <remarks>A model with a fixed clip length pads or crops in its graph, so here every clip is brought to that length first and all share batches.</remarks>
    public IReadOnlyList<AudioScore> ScoreAll(IReadOnlyList<float[]> clips, int batchSize = 16, CancellationToken cancellation = default)
    {
        float[][] waveforms = [.. clips.Select(FitToClipLength)];
        int[][] batches = [.. Enumerable.Range(0, waveforms.Length).GroupBy(i => waveforms[i].Length).SelectMany(group => group.Chunk(ClipsInBatch(group.Key, batchSize)))];
        var results = new AudioScore[waveforms.Length];
        AllCores.For(batches.Length, place =>
        {
            int[] batch = batches[place];
            var scores = Score([.. batch.Select(i => waveforms[i])]);
            for (int i = 0; i < batch.Length; i++) results[batch[i]] = scores[i];
        }, cancellation);
        return results;
    }

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        _session.Dispose();
        _runOptions.Dispose();
    }

    /// <summary>The batch size asked for, or fewer of clips so long that memory would not hold as many.</summary>
    internal static int ClipsInBatch(int samplesPerClip, int batchSize) => Math.Clamp(MostSamplesInBatch / Math.Max(1, samplesPerClip), 1, batchSize);

    /// <summary>As the model reads it: padded with zeros or cropped where it has a fixed clip length.</summary>
    internal float[] FitToClipLength(float[] samples) => Metadata.ClipSamples is { } length ? ClipLength.Fit(samples, length) : samples;

    private AudioScore[] Answers(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> scores, ReadOnlySpan<long> labels, int clips)
    {
        int classes = ClassCount, logits = classes == 2 ? 1 : classes;
        if (probabilities.Length != clips * classes || scores.Length != clips * logits || labels.Length != clips || labels.ContainsAnyExceptInRange(0, classes - 1))
            throw new InvalidDataException($"{Path}: the model's outputs are not those of {classes} labels, which its metadata names; it is not a model exported by MlNetAudio, or it was changed.");
        var answers = new AudioScore[clips];
        for (int i = 0; i < clips; i++)
            answers[i] = new(probabilities.Slice(i * classes, classes).ToArray(), scores.Slice(i * logits, logits).ToArray(), (int)labels[i]);
        return answers;
    }

    /// <summary>What in the graph's inputs and outputs is not an artifact's, or null.</summary>
    private string? Fault()
    {
        if (_session.InputMetadata is not { Count: 1 } inputs || !inputs.TryGetValue(InputName, out var waveform) || waveform.ElementType != typeof(float))
            return $"its inputs are {string.Join(", ", _session.InputMetadata.Keys)}, not float32 {InputName} alone";
        foreach (string name in OutputNames)
            if (!_session.OutputMetadata.TryGetValue(name, out var output) || output.ElementType != (name == "label" ? typeof(long) : typeof(float)))
                return $"it has no output {name} of type {(name == "label" ? "int64" : "float32")}";
        return null;
    }
}
