namespace MlNetAudio.Reports;

/// <summary>One part of the split.</summary>
/// <param name="Part">"train", "validation" or "test".</param>
/// <param name="Groups">How many groups (speakers, sentences, recordings) its clips come from.</param>
/// <param name="PerLabel">Clips of every label, in the order of the labels.</param>
public sealed record ReportSplitRow(string Part, int Clips, int Groups, IReadOnlyList<int> PerLabel);
