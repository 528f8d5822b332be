using MlNetAudio.Datasets.Csv;

namespace MlNetAudio.Datasets.Layouts;

/// <summary>A file that a layout names, before it has a label and a group.</summary>
/// <param name="Row">Its row of the manifest, or null.</param>
/// <param name="Trouble">Why it cannot be a recording, or null.</param>
internal sealed record Candidate(string Path, string RelativePath, CsvRow? Row = null, string? Trouble = null);
