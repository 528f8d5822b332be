using Microsoft.ML.OnnxRuntime;
using MlNetAudio.Onnx.Export;

namespace MlNetAudio.Pipelines.Scoring;

/// <summary>An artifact (waveform or spectrogram in, probability out) opened in ONNX Runtime. Any number of threads may score through one instance.</summary>
public sealed class OnnxAudioModel : IDisposable
{
    private static readonly string[] OutputNames = ["probability", "score", "label"];
    private readonly ClipSession _session;

    /// <param name="path">A model.onnx written by <see cref="AudioArtifact"/>.</param>
    /// <exception cref="InvalidDataException">The file is no such artifact, or ONNX Runtime refuses it; the message names the file and the reason.</exception>
    public OnnxAudioModel(string path)
    {
        Path = path;
        Metadata = AudioArtifact.ReadMetadata(path);
        _session = ClipSession.Open(path, Format);
        if (Fault() is not { } fault) return;
        Dispose();
        throw new InvalidDataException($"{path}: {fault}; it is not a model exported by MlNetAudio, or it was changed.");
    }

    public string Path { get; }

    public ArtifactMetadata Metadata { get; }

    public int ClassCount => Metadata.Labels.Count;

    internal ClipFormat Format => ClipFormat.Of(Metadata);

    /// <summary>The model card that lies beside the file as card.md, where an experiment writes it; null where there is none.</summary>
    /// <exception cref="IOException">It is there and cannot be read.</exception>
    public string? ReadCard()
    {
        string card = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!, "card.md");
        return File.Exists(card) ? File.ReadAllText(card) : null;
    }

    /// <summary>Clips of one length (samples at Metadata.SampleRateHz, mono, −1..1; or spectrograms [mels, frames], row-major) in one batch → one result each, in order.</summary>
    /// <exception cref="ArgumentException">A clip is empty or no whole number of frames, or the clips differ in length.</exception>
    /// <exception cref="InvalidDataException">The model fails in ONNX Runtime, or its outputs are not those that its metadata announces.</exception>
    public IReadOnlyList<AudioScore> Score(IReadOnlyList<float[]> clips)
    {
        if (clips.FirstOrDefault(clip => clip.Length != clips[0].Length) is { } other)
            throw new ArgumentException($"All clips of a batch must have one length, got {clips[0].Length} and {other.Length} samples.", nameof(clips));
        if (clips is [{ Length: 0 }, ..]) throw new ArgumentException("A clip without samples cannot be scored.", nameof(clips));
        return Scored(clips, clipSamples: null, Math.Max(1, clips.Count), CancellationToken.None);
    }

    /// <summary>Clips of any lengths → one result each, in order. Clips of one length share batches, very long ones smaller batches; batches run on all cores.</summary>
    /// <param name="batchSize">Clips in one call of ONNX Runtime at most; null: what is good for their length.</param>
    /// <remarks>A model with a fixed clip length pads or crops in its graph, so here every clip is brought to that length first and all share batches.</remarks>
    public IReadOnlyList<AudioScore> ScoreAll(IReadOnlyList<float[]> clips, int? batchSize = null, CancellationToken cancellation = default) => Scored(clips, Metadata.ClipSamples, batchSize, cancellation);

    public void Dispose() => _session.Dispose();

    /// <summary>The same for the clips of some rows, into the same rows of a table that has room for them.</summary>
    internal void ScoreAll(int[] rows, Func<int, ReadOnlyMemory<float>> clip, ScoreTable answers, int? batchSize, CancellationToken cancellation = default) =>
        Score(rows, clip, answers, Metadata.ClipSamples, batchSize, cancellation);

    private AudioScore[] Scored(IReadOnlyList<float[]> clips, int? clipSamples, int? batchSize, CancellationToken cancellation)
    {
        var answers = new ScoreTable(ClassCount);
        answers.Reserve(clips.Count);
        Score([.. Enumerable.Range(0, clips.Count)], row => clips[row], answers, clipSamples, batchSize, cancellation);
        return [.. Enumerable.Range(0, clips.Count).Select(row => answers[row])];
    }

    private void Score(int[] rows, Func<int, ReadOnlyMemory<float>> clip, ScoreTable answers, int? clipSamples, int? batchSize, CancellationToken cancellation) =>
        _session.Run(rows, clip, clipSamples, batchSize, OutputNames, (batch, outputs) => Take(batch.Span, outputs, answers), cancellation);

    private void Take(ReadOnlySpan<int> rows, IReadOnlyList<OrtValue> outputs, ScoreTable answers)
    {
        int classes = answers.Classes, logits = answers.Logits;
        ReadOnlySpan<float> probabilities = outputs[0].GetTensorDataAsSpan<float>(), scores = outputs[1].GetTensorDataAsSpan<float>();
        var labels = outputs[2].GetTensorDataAsSpan<long>();
        if (probabilities.Length != rows.Length * classes || scores.Length != rows.Length * logits || labels.Length != rows.Length || labels.ContainsAnyExceptInRange(0, classes - 1))
            throw new InvalidDataException($"{Path}: the model's outputs are not those of {classes} labels, which its metadata names; it is not a model exported by MlNetAudio, or it was changed.");
        for (int i = 0; i < rows.Length; i++)
        {
            int row = rows[i];
            probabilities.Slice(i * classes, classes).CopyTo(answers.Probabilities.AsSpan(row * classes));
            scores.Slice(i * logits, logits).CopyTo(answers.Scores.AsSpan(row * logits));
            answers.Labels[row] = (int)labels[i];
        }
    }

    /// <summary>What in the graph's inputs and outputs is not an artifact's, or null.</summary>
    private string? Fault()
    {
        if (_session.Inputs is not { Count: 1 } inputs || !inputs.TryGetValue(Format.InputName, out var waveform) || waveform.ElementType != typeof(float))
            return $"its inputs are {string.Join(", ", _session.Inputs.Keys)}, not float32 {Format.InputName} alone";
        foreach (string name in OutputNames)
            if (!_session.Outputs.TryGetValue(name, out var output) || output.ElementType != (name == "label" ? typeof(long) : typeof(float)))
                return $"it has no output {name} of type {(name == "label" ? "int64" : "float32")}";
        return null;
    }
}
