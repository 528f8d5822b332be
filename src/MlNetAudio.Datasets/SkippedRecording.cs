namespace MlNetAudio.Datasets;

/// <summary>An audio file that takes no part, and why.</summary>
/// <param name="RelativePath">As in <see cref="Recording.RelativePath"/>.</param>
/// <param name="Reason">One sentence without the path, with the remedy where there is one.</param>
public sealed record SkippedRecording(string RelativePath, string Reason)
{
    /// <summary>The class the file would have had, where known: it then counts among the unreadable ones of that class.</summary>
    public string? Label { get; init; }
}
