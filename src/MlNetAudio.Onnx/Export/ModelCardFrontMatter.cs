using System.Globalization;
using System.Text;

namespace MlNetAudio.Onnx.Export;

/// <summary>The YAML at the head of a model card, with the keys that Hugging Face reads.</summary>
internal static class ModelCardFrontMatter
{
    public static void Append(StringBuilder card, ArtifactMetadata metadata, ModelCardDetails details)
    {
        var metrics = metadata.Metrics.Where(metric => double.IsFinite(metric.Value))
            .Select(metric => (Type: MetricType(metric.Key), metric.Value)).OrderBy(metric => metric.Type, StringComparer.Ordinal).ToArray();
        Line("---");
        if (details.License is { } license) Line($"license: {Markdown.Quoted(license)}");
        Line("library_name: onnx");
        Line("pipeline_tag: audio-classification");
        Line("tags:");
        foreach (string tag in (ReadOnlySpan<string>)["audio", "audio-classification", "onnx", "ml.net"]) Line($"- {tag}");
        if (metrics.Length > 0)
        {
            Line("metrics:");
            foreach (var (type, _) in metrics) Line($"- {Markdown.Quoted(type)}");
            Line("model-index:");
            Line($"- name: {Markdown.Quoted(metadata.Name)}");
            Line("  results:");
            Line("  - task:");
            Line("      type: audio-classification");
            Line("    dataset:");
            Line($"      name: {Markdown.Quoted(details.DatasetName)}");
            Line("      type: audiofolder");
            Line("      split: test");
            Line("    metrics:");
            foreach (var (type, value) in metrics)
            {
                Line($"    - type: {Markdown.Quoted(type)}");
                Line($"      value: {value.ToString("0.0#####", CultureInfo.InvariantCulture)}");
            }
        }
        Line("---");
        Line("");

        void Line(string text) => card.Append(text).Append('\n');
    }

    /// <summary>Hugging Face's name for the metric.</summary>
    private static string MetricType(string name) => name == "auc" ? "roc_auc" : name;
}
