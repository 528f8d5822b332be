using MlNetAudio.Dsp.Io;
using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Onnx.Export;

/// <summary>
/// A classifier, or an ensemble of them, as one ONNX file that takes raw samples. Input waveform float32 [batch, samples] in −1..1 (or spectrogram float32 [batch, mels, frames]); outputs
/// probability float32 [batch, classes], score float32 [batch, 1] (the logit of the second of two labels) or [batch, classes], label int64 [batch] (index into the labels).
/// </summary>
public static class AudioArtifact
{
    private const long IrVersion = 8, Opset = 17, TreeOpset = 3;

    /// <summary>Writes the artifact to a temporary file beside the path and renames it when it is whole.</summary>
    /// <inheritdoc cref="Build(AudioFrontEnd, ClassifierHead, ArtifactMetadata)"/>
    public static void Save(string path, AudioFrontEnd frontEnd, ClassifierHead head, ArtifactMetadata metadata) => AtomicFile.Write(path, Build(frontEnd, head, metadata));

    /// <summary>Writes the artifact to a temporary file beside the path and renames it when it is whole.</summary>
    /// <inheritdoc cref="Build(IReadOnlyList{ArtifactBranch}, ArtifactMetadata)"/>
    public static void Save(string path, IReadOnlyList<ArtifactBranch> branches, ArtifactMetadata metadata) => AtomicFile.Write(path, Build(branches, metadata));

    /// <returns>The bytes of the .onnx file; the same arguments give the same bytes.</returns>
    /// <exception cref="ArgumentException">Front end, head and metadata do not belong together; the message names the two and their shapes or values.</exception>
    public static byte[] Build(AudioFrontEnd frontEnd, ClassifierHead head, ArtifactMetadata metadata) => Build([new(frontEnd, head)], metadata);

    /// <summary>
    /// One branch: that model. Several: an ensemble, whose probability is the weighted mean of theirs and whose score is the logit of the mean probability (its logarithm with more than two labels).
    /// What branches have in common, a front end or its spectra, is computed once.
    /// </summary>
    /// <param name="branches">Of one sample rate; heads and clip lengths may be of any kinds.</param>
    /// <param name="metadata">Its ClipSamples must be <see cref="ArtifactBranch.CommonClipSamples"/>.</param>
    /// <inheritdoc cref="Build(AudioFrontEnd, ClassifierHead, ArtifactMetadata)"/>
    public static byte[] Build(IReadOnlyList<ArtifactBranch> branches, ArtifactMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(branches);
        ArgumentNullException.ThrowIfNull(metadata);
        if (branches.Count == 0) throw new ArgumentException("An artifact needs at least one branch.", nameof(branches));
        foreach (var branch in branches)
        {
            ArgumentNullException.ThrowIfNull(branch.FrontEnd);
            ArgumentNullException.ThrowIfNull(branch.Head);
        }
        metadata.Check();
        CheckTogether(branches, metadata);

        string description = $"{PlainText.Of(metadata.Name)}: {Description(branches)}. Labels: {PlainText.Of(string.Join(", ", metadata.Labels))}.";
        var graph = new GraphBuilder("audio_classifier", description);
        string input = Input(graph, branches[0].FrontEnd);
        if (branches.Count == 1)
        {
            ProbabilityGraph.Append(graph, Logits(graph, branches[0], input, metadata));
        }
        else
        {
            double weights = branches.Sum(branch => branch.Weight);
            GraphBuilder[] scopes = [.. branches.Select((_, k) => graph.Within($"model_{k}"))];
            ProbabilityGraph.AppendMean(graph, metadata.Labels.Count, [.. branches.Zip(scopes, (branch, scope) => (scope, Logits(scope, branch, input, metadata), branch.Weight / weights))]);
        }

        return OnnxWriter.Write(new()
        {
            IrVersion = IrVersion,
            OperatorSets = [new("", Opset), .. graph.Domains.Where(domain => domain == TreeEnsembleGraph.Domain).Select(domain => new OnnxOperatorSet(domain, TreeOpset))],
            Graph = graph.Build(),
            ProducerName = "MlNetAudio",
            ProducerVersion = PlainText.Of(metadata.ProducerVersion),
            Documentation = description,
            Metadata = MetadataKeys.Write(metadata),
        });
    }

    /// <summary>
    /// A front end alone as a model: input as of an artifact, output features float32 [batch, ...shape]. What a classical model is trained on, so that its thresholds are compared with the very
    /// numbers that the artifact computes; a clip's numbers do not depend on the batch that it is in.
    /// </summary>
    /// <returns>The bytes of the .onnx file, without metadata; the same arguments give the same bytes.</returns>
    /// <exception cref="ArgumentException">The front end's options do not go together, or the graph cannot compute them.</exception>
    public static byte[] BuildFeatures(AudioFrontEnd frontEnd)
    {
        ArgumentNullException.ThrowIfNull(frontEnd);
        var graph = new GraphBuilder("audio_features", frontEnd.Description);
        var features = frontEnd.Append(graph.Within("front_end"), Input(graph, frontEnd));
        OnnxDimension[] shape = ["batch", .. features.Shape.Dimensions.ToArray().Select(dimension => (OnnxDimension)dimension)];
        graph.Output(new("features", OnnxElementType.Float, shape, frontEnd.Description), features.Name);
        return OnnxWriter.Write(new() { IrVersion = IrVersion, OperatorSets = [new("", Opset)], Graph = graph.Build(), ProducerName = "MlNetAudio", Documentation = frontEnd.Description });
    }

    /// <summary>
    /// An artifact up to what its last linear layer reads, as a model: the same input, output embedding float32 [batch, n]. Front end, scaling and weights are the artifact's; a classifier on other labels can be
    /// trained on it.
    /// </summary>
    /// <returns>The bytes of the .onnx file, without metadata.</returns>
    /// <exception cref="InvalidDataException">The file is no artifact, or its scores do not come from one linear layer: a forest's or an ensemble's; the message names the file and the reason.</exception>
    public static byte[] BuildEmbedding(string path)
    {
        ReadMetadata(path);
        try
        {
            var model = OnnxReader.Read(File.ReadAllBytes(path));
            return OnnxWriter.Write(model with { Graph = EmbeddingGraph.Of(model.Graph), Metadata = [] });
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>Reads the metadata alone, without ONNX Runtime.</summary>
    /// <exception cref="InvalidDataException">The file is no ONNX model or has no metadata of ours; the message names the file and what is missing.</exception>
    public static ArtifactMetadata ReadMetadata(string path) => Open(path).Metadata;

    /// <summary>Replaces the metadata in the file; graph, weights and metadata of others stay the same bytes. For metrics, which are known only after the artifact was evaluated.</summary>
    /// <exception cref="InvalidDataException">As in ReadMetadata.</exception>
    /// <exception cref="ArgumentException">The input, sample rate, clip length or number of labels is another: the graph has them built in.</exception>
    public static void UpdateMetadata(string path, ArtifactMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        metadata.Check();
        var (envelope, before) = Open(path);
        if (metadata.SampleRateHz != before.SampleRateHz || metadata.ClipSamples != before.ClipSamples || metadata.Spectrogram != before.Spectrogram || metadata.Labels.Count != before.Labels.Count)
            throw new ArgumentException(
                $"{path} is built for {Built(before)}; metadata for {Built(metadata)} cannot describe it. Export the model again.", nameof(metadata));
        var others = envelope.Metadata.Where(entry => !entry.Key.StartsWith(MetadataKeys.Prefix, StringComparison.Ordinal));
        AtomicFile.Write(path, envelope.WithMetadata([.. others, .. MetadataKeys.Write(metadata)]));
    }

    private static string Input(GraphBuilder graph, AudioFrontEnd frontEnd) => graph.Input(frontEnd.Spectrogram is { } spectrogram
        ? new("spectrogram", OnnxElementType.Float, ["batch", spectrogram.Mels, "frames"], FormattableString.Invariant($"Spectrograms of {spectrogram.Mels} mel bands, any number of frames."))
        : new("waveform", OnnxElementType.Float, ["batch", "samples"], FormattableString.Invariant($"Mono samples in -1..1 at {frontEnd.SampleRateHz} Hz.")));

    private static LogitValue Logits(GraphBuilder graph, ArtifactBranch branch, string input, ArtifactMetadata metadata)
    {
        var logits = branch.Head.Append(graph, branch.FrontEnd.Append(graph.Within("front_end"), input));
        CheckTogether(logits, metadata);
        return logits;
    }

    private static string Description(IReadOnlyList<ArtifactBranch> branches)
    {
        string each = string.Join("; ", branches.Select(branch => $"{branch.Head.Description} on {branch.FrontEnd.Description}"));
        return branches.Count == 1 ? each : FormattableString.Invariant($"mean probability of {branches.Count} models: {each}");
    }

    private static (ModelEnvelope Envelope, ArtifactMetadata Metadata) Open(string path)
    {
        if (Directory.Exists(path)) throw new InvalidDataException($"{path}: This is a folder; name the model.onnx in it.");
        try
        {
            var envelope = ModelEnvelope.Read(File.ReadAllBytes(path));
            return (envelope, MetadataKeys.Read(envelope.Metadata));
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }
    }

    private static void CheckTogether(IReadOnlyList<ArtifactBranch> branches, ArtifactMetadata metadata)
    {
        foreach (var frontEnd in branches.Select(branch => branch.FrontEnd))
        {
            if (frontEnd.SampleRateHz != metadata.SampleRateHz)
                throw new ArgumentException($"The front end reads samples at {frontEnd.SampleRateHz} Hz, but ArtifactMetadata.SampleRateHz is {metadata.SampleRateHz}.");
            if (frontEnd.Spectrogram != metadata.Spectrogram)
                throw new ArgumentException($"The front end reads {InputName(frontEnd.Spectrogram)}, but ArtifactMetadata.Spectrogram says {InputName(metadata.Spectrogram)}.");
        }
        int? samples = ArtifactBranch.CommonClipSamples(branches);
        if (samples != metadata.ClipSamples)
            throw new ArgumentException($"The front end reads clips of {Length(samples)}, but ArtifactMetadata.ClipSamples is {Length(metadata.ClipSamples)}.");
    }

    private static void CheckTogether(LogitValue logits, ArtifactMetadata metadata)
    {
        if (logits.Count == 2 && logits.Normalization == Normalization.OneVersusRest)
            throw new ArgumentException("The head has two outputs for one-versus-rest; two labels need a single output, for the second of them.");
        if (Math.Max(2, logits.Count) != metadata.Labels.Count)
            throw new ArgumentException($"The head has {logits.Count} outputs, for {Math.Max(2, logits.Count)} labels, but ArtifactMetadata.Labels names {metadata.Labels.Count}.");
    }

    private static string Built(ArtifactMetadata metadata) => metadata.Spectrogram is not null
        ? $"{InputName(metadata.Spectrogram)} and {metadata.Labels.Count} labels"
        : $"{metadata.SampleRateHz} Hz, clips of {Length(metadata.ClipSamples)} and {metadata.Labels.Count} labels";

    private static string InputName(SpectrogramShape? spectrogram) => spectrogram is { } shape ? FormattableString.Invariant($"spectrograms [{shape.Mels}, {shape.Frames}]") : "waveforms";

    private static string Length(int? samples) => samples is { } count ? FormattableString.Invariant($"{count} samples") : "any length";
}
