namespace MlNetAudio.Datasets.Layouts;

/// <summary>ROOT/label/…/recording.wav: the folders directly in the root are the classes.</summary>
internal static class FolderLayout
{
    public static Layout Read(string root)
    {
        var walk = FolderWalk.Of(root);
        // Arrays beside recordings are what somebody computed from them.
        bool spectrograms = !walk.Files.Any(AudioFiles.IsRead) && walk.Files.Any(SpectrogramFiles.IsRead);
        Candidate[] candidates = [.. walk.Files.Select(relative => Seen(root, relative, spectrograms)).OfType<Candidate>()];
        var filled = candidates.Select(candidate => LabelOf(candidate.RelativePath)).ToHashSet(StringComparer.Ordinal);
        string[] notices = [.. walk.Notices, .. walk.Folders.Where(folder => !filled.Contains(folder)).Select(folder => $"Left out folder '{folder}': it holds no {(spectrograms ? "spectrogram" : "audio")}.")];
        return new(root, root, Table: null, candidates, notices);
    }

    /// <summary>The class of a file, or null where it lies directly in the root.</summary>
    public static string? LabelOf(string relativePath) => relativePath.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? relativePath[..slash] : null;

    /// <summary>Train and test folders are parts, not classes: a model that told them apart would learn nothing.</summary>
    /// <exception cref="DatasetException">Every class is named like a part of a split.</exception>
    public static void RequireClasses(string root, IEnumerable<string> labels)
    {
        string[] classes = [.. labels.Distinct(StringComparer.Ordinal)];
        if (classes.Length > 1 && classes.All(label => SplitNames.TryParse(label, out _)))
        {
            throw new DatasetException(
                $"{root}: the folders {string.Join(", ", classes)} look like parts of a split, not like classes; write a manifest.csv with the columns path,label,split, "
                + "or give a label pattern such as '^[^/]+/([^/]+)/'.");
        }
    }

    private static Candidate? Seen(string root, string relative, bool spectrograms)
    {
        string path = Path.Combine(root, relative.Replace('/', Path.DirectorySeparatorChar));
        if (spectrograms ? SpectrogramFiles.IsRead(relative) : AudioFiles.IsRead(relative)) return new(path, relative);
        if (spectrograms) return null;
        // Beside the class folders, a name without extension is LICENSE or Makefile; inside one it may well be a recording.
        bool foreign = AudioFiles.IsForeign(relative) || (Path.GetExtension(relative).Length == 0 && LabelOf(relative) is not null);
        return foreign ? new(path, relative, Trouble: AudioFiles.ForeignReason(relative)) : null;
    }
}
