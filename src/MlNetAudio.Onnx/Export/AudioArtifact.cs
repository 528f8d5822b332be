using MlNetAudio.Dsp.Io;
using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Onnx.Export;

/// <summary>
/// A classifier as one ONNX file that takes raw samples. Input waveform float32 [batch, samples] in −1..1; outputs probability float32 [batch, classes],
/// score float32 [batch, 1] (the logit of the second of two labels) or [batch, classes], label int64 [batch] (index into the labels).
/// </summary>
public static class AudioArtifact
{
    private const long IrVersion = 8, Opset = 17, TreeOpset = 3;

    /// <summary>Writes the artifact to a temporary file beside the path and renames it when it is whole.</summary>
    /// <inheritdoc cref="Build"/>
    public static void Save(string path, AudioFrontEnd frontEnd, ClassifierHead head, ArtifactMetadata metadata) => AtomicFile.Write(path, Build(frontEnd, head, metadata));

    /// <returns>The bytes of the .onnx file; the same arguments give the same bytes.</returns>
    /// <exception cref="ArgumentException">Front end, head and metadata do not belong together; the message names the two and their shapes or values.</exception>
    public static byte[] Build(AudioFrontEnd frontEnd, ClassifierHead head, ArtifactMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(frontEnd);
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(metadata);
        metadata.Check();
        CheckTogether(frontEnd, metadata);

        string description = FormattableString.Invariant(
            $"{PlainText.Of(metadata.Name)}: {head.Description} on {frontEnd.Description}. Labels: {PlainText.Of(string.Join(", ", metadata.Labels))}.");
        var graph = new GraphBuilder("audio_classifier", description);
        var logits = head.Append(graph, frontEnd.Append(graph.Within("front_end"), Waveform(graph, frontEnd)));
        CheckTogether(logits, metadata);
        ProbabilityGraph.Append(graph, logits);

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
    /// A front end alone as a model: input waveform float32 [batch, samples], output features float32 [batch, ...shape]. What a classical model is trained on, so that its thresholds are compared
    /// with the very numbers that the artifact computes; a clip's numbers do not depend on the batch that it is in.
    /// </summary>
    /// <returns>The bytes of the .onnx file, without metadata; the same arguments give the same bytes.</returns>
    /// <exception cref="ArgumentException">The front end's options do not go together, or the graph cannot compute them.</exception>
    public static byte[] BuildFeatures(AudioFrontEnd frontEnd)
    {
        ArgumentNullException.ThrowIfNull(frontEnd);
        var graph = new GraphBuilder("audio_features", frontEnd.Description);
        var features = frontEnd.Append(graph.Within("front_end"), Waveform(graph, frontEnd));
        OnnxDimension[] shape = ["batch", .. features.Shape.Dimensions.ToArray().Select(dimension => (OnnxDimension)dimension)];
        graph.Output(new("features", OnnxElementType.Float, shape, frontEnd.Description), features.Name);
        return OnnxWriter.Write(new() { IrVersion = IrVersion, OperatorSets = [new("", Opset)], Graph = graph.Build(), ProducerName = "MlNetAudio", Documentation = frontEnd.Description });
    }

    /// <summary>Reads the metadata alone, without ONNX Runtime.</summary>
    /// <exception cref="InvalidDataException">The file is no ONNX model or has no metadata of ours; the message names the file and what is missing.</exception>
    public static ArtifactMetadata ReadMetadata(string path) => Open(path).Metadata;

    /// <summary>Replaces the metadata in the file; graph, weights and metadata of others stay the same bytes. For metrics, which are known only after the artifact was evaluated.</summary>
    /// <exception cref="InvalidDataException">As in ReadMetadata.</exception>
    /// <exception cref="ArgumentException">The sample rate, clip length or number of labels is another: the graph has them built in.</exception>
    public static void UpdateMetadata(string path, ArtifactMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        metadata.Check();
        var (envelope, before) = Open(path);
        if (metadata.SampleRateHz != before.SampleRateHz || metadata.ClipSamples != before.ClipSamples || metadata.Labels.Count != before.Labels.Count)
            throw new ArgumentException(
                $"{path} is built for {Built(before)}; metadata for {Built(metadata)} cannot describe it. Export the model again.", nameof(metadata));
        var others = envelope.Metadata.Where(entry => !entry.Key.StartsWith(MetadataKeys.Prefix, StringComparison.Ordinal));
        AtomicFile.Write(path, envelope.WithMetadata([.. others, .. MetadataKeys.Write(metadata)]));
    }

    private static string Waveform(GraphBuilder graph, AudioFrontEnd frontEnd) => graph.Input(new(
        "waveform", OnnxElementType.Float, ["batch", "samples"], FormattableString.Invariant($"Mono samples in -1..1 at {frontEnd.SampleRateHz} Hz.")));

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

    private static void CheckTogether(AudioFrontEnd frontEnd, ArtifactMetadata metadata)
    {
        if (frontEnd.SampleRateHz != metadata.SampleRateHz)
            throw new ArgumentException($"The front end reads samples at {frontEnd.SampleRateHz} Hz, but ArtifactMetadata.SampleRateHz is {metadata.SampleRateHz}.");
        if (frontEnd.FixedClipSamples != metadata.ClipSamples)
            throw new ArgumentException($"The front end reads clips of {Length(frontEnd.FixedClipSamples)}, but ArtifactMetadata.ClipSamples is {Length(metadata.ClipSamples)}.");
    }

    private static void CheckTogether(LogitValue logits, ArtifactMetadata metadata)
    {
        if (logits.Count == 2 && logits.Normalization == Normalization.OneVersusRest)
            throw new ArgumentException("The head has two outputs for one-versus-rest; two labels need a single output, for the second of them.");
        if (Math.Max(2, logits.Count) != metadata.Labels.Count)
            throw new ArgumentException($"The head has {logits.Count} outputs, for {Math.Max(2, logits.Count)} labels, but ArtifactMetadata.Labels names {metadata.Labels.Count}.");
    }

    private static string Built(ArtifactMetadata metadata) => $"{metadata.SampleRateHz} Hz, clips of {Length(metadata.ClipSamples)} and {metadata.Labels.Count} labels";

    private static string Length(int? samples) => samples is { } count ? FormattableString.Invariant($"{count} samples") : "any length";
}
