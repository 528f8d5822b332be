namespace MlNetAudio.Reports;

/// <summary>A recording that could not be used, and why, in one line.</summary>
public sealed record SkippedRecording(string Path, string Reason);
