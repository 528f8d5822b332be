using System.Globalization;
using System.Text;

namespace MlNetAudio.Onnx.Export;

/// <summary>card.md: an artifact described for people, with the YAML front matter of a Hugging Face model card.</summary>
public static class ModelCard
{
    /// <returns>Markdown that ends with a line break; the same arguments give the same text.</returns>
    public static string Write(ArtifactMetadata metadata, ModelCardDetails details)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        ArgumentNullException.ThrowIfNull(details);
        var card = new StringBuilder();
        ModelCardFrontMatter.Append(card, metadata, details);
        Line(card, $"# {Markdown.Text(metadata.Name)}");
        Line(card);
        Line(card, $"A {Markdown.Text(metadata.Kind)} audio classifier that tells {Labels(metadata)} apart: one ONNX file that takes {(metadata.Spectrogram is null ? "raw samples" : "spectrograms")}.");
        if (details.Architecture is { } architecture) Paragraph(card, Markdown.Text(architecture));
        AppendInterface(card, metadata);
        Heading(card, "How to use it");
        ModelCardCode.Append(card, metadata, details);
        AppendTraining(card, metadata, details);
        AppendMetrics(card, metadata);
        AppendLimits(card, metadata, details);
        return card.ToString();
    }

    private static void AppendInterface(StringBuilder card, ArtifactMetadata metadata)
    {
        int classes = metadata.Labels.Count;
        Heading(card, "Input and outputs");
        Table(card, ["name", "type", "shape", "meaning"],
        [
            InputRow(metadata),
            ["probability", "float32", FormattableString.Invariant($"[batch, {classes}]"), $"of {Labels(metadata)}, in this order"],
            ["score", "float32", classes == 2 ? "[batch, 1]" : FormattableString.Invariant($"[batch, {classes}]"), classes == 2 ? $"logit of {Markdown.Text(metadata.Labels[1])}" : "logits"],
            ["label", "int64", "[batch]", "index of the most probable label"],
        ]);
    }

    private static void AppendTraining(StringBuilder card, ArtifactMetadata metadata, ModelCardDetails details)
    {
        Heading(card, "Training");
        Line(card, $"Data: {Markdown.Text(details.DatasetName)}.{(details.DatasetDescription is { } description ? " " + Markdown.Text(description) : "")}");
        if (metadata.SplitRule is { } rule) Paragraph(card, $"Split: {Markdown.Text(rule)}");
        if (metadata.DataHash is { } hash) Paragraph(card, $"Fingerprint of the data: {Markdown.Text(hash)}");
        if (details.ClipsByPart.Count > 0)
        {
            Line(card);
            Table(card, ["part", "clips"], details.ClipsByPart.Select(part => new[] { Markdown.Text(part.Key), part.Value.ToString(CultureInfo.InvariantCulture) }));
        }
        if (details.Training.Count > 0)
        {
            Line(card);
            Table(card, ["setting", "value"], details.Training.Select(setting => new[] { Markdown.Text(setting.Key), Markdown.Text(setting.Value) }));
        }
    }

    private static void AppendMetrics(StringBuilder card, ArtifactMetadata metadata)
    {
        Heading(card, "Results");
        if (metadata.Metrics.Count == 0)
        {
            Line(card, "Not evaluated yet.");
            return;
        }
        Line(card, $"On the test part, scored from {(metadata.Spectrogram is null ? "raw samples" : "spectrograms")} through this very file:");
        Line(card);
        Table(card, ["metric", "value"], metadata.Metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal)
            .Select(metric => new[] { Markdown.Text(metric.Key), metric.Value.ToString("0.0000", CultureInfo.InvariantCulture) }));
    }

    private static void AppendLimits(StringBuilder card, ArtifactMetadata metadata, ModelCardDetails details)
    {
        Heading(card, "Limits");
        Line(card, $"- It knows {Labels(metadata)} and nothing else: any other sound is still given one of these labels.");
        Line(card, "- Recordings unlike those it was trained on (other microphones, rooms, languages, noise) may be judged worse than the results above say.");
        if ((metadata.ClipSamples ?? details.HeardSamples) is { } samples)
        {
            string shorter = metadata.ClipSamples is null ? " A shorter clip is read as long as it is." : "";
            Line(card, FormattableString.Invariant($"- It hears the first {(double)samples / metadata.SampleRateHz:0.##} seconds of a clip; what follows does not count.{shorter}"));
        }
        if (metadata.Spectrogram is { } spectrogram) Line(card, FormattableString.Invariant($"- It reads the first {spectrogram.Frames} frames of a spectrogram; what follows does not count."));
        foreach (string limit in details.Limits) Line(card, $"- {Markdown.Text(limit)}");
    }

    private static string[] InputRow(ArtifactMetadata metadata) => metadata.Spectrogram is { } spectrogram
        ?
        [
            "spectrogram", "float32", FormattableString.Invariant($"[batch, {spectrogram.Mels}, frames]"),
            FormattableString.Invariant($"{spectrogram.Mels} mel bands, as in the training files; any number of frames, padded or cropped to {spectrogram.Frames} inside"),
        ]
        : ["waveform", "float32", "[batch, samples]", FormattableString.Invariant($"mono samples in −1..1 at {metadata.SampleRateHz} Hz; {ClipLength(metadata)}")];

    private static string ClipLength(ArtifactMetadata metadata) => metadata.ClipSamples is { } samples
        ? FormattableString.Invariant($"any number of them, padded with zeros or cropped to {samples} inside")
        : "any number of them";

    private static string Labels(ArtifactMetadata metadata) => string.Join(", ", metadata.Labels.Select(Markdown.Text));

    private static void Heading(StringBuilder card, string text)
    {
        Line(card);
        Line(card, $"## {text}");
        Line(card);
    }

    private static void Paragraph(StringBuilder card, string text)
    {
        Line(card);
        Line(card, text);
    }

    private static void Table(StringBuilder card, IReadOnlyList<string> header, IEnumerable<string[]> rows)
    {
        Row(header);
        Row([.. header.Select(_ => "---")]);
        foreach (string[] row in rows) Row(row);

        void Row(IReadOnlyList<string> cells) => Line(card, $"| {string.Join(" | ", cells)} |");
    }

    private static void Line(StringBuilder card, string text = "") => card.Append(text).Append('\n');
}
