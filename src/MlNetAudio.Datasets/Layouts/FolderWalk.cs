namespace MlNetAudio.Datasets.Layouts;

/// <summary>The files in and below a folder, whatever order the file system lists them in.</summary>
/// <param name="Files">Relative paths with '/', in ordinal order; nothing hidden.</param>
/// <param name="Folders">The folders directly in the root, in ordinal order; nothing hidden.</param>
/// <param name="Notices">What was left out on purpose, one sentence each.</param>
internal sealed record FolderWalk(IReadOnlyList<string> Files, IReadOnlyList<string> Folders, IReadOnlyList<string> Notices)
{
    /// <exception cref="DatasetException">The folder does not exist or cannot be listed.</exception>
    public static FolderWalk Of(string root)
    {
        if (!Directory.Exists(root)) throw new DatasetException($"{root}: there is no such folder; check the path.");

        List<string> files = [], folders = [], hidden = [], notices = [];
        // A link back to a folder above would never end, and one to a neighbour would count its files twice.
        HashSet<string> seen = new(StringComparer.Ordinal) { Real(new DirectoryInfo(root)) };
        Walk(new DirectoryInfo(root), "");
        files.Sort(StringComparer.Ordinal);
        if (hidden.Count > 0) notices.Add($"Left out {Count(hidden.Count, "hidden file")} (names that start with '.'), first {hidden.Min(StringComparer.Ordinal)}.");
        return new(files, folders, notices);

        void Walk(DirectoryInfo folder, string prefix)
        {
            foreach (var entry in Entries(folder))
            {
                string relative = prefix + entry.Name;
                if (entry is not DirectoryInfo child)
                {
                    if (entry.Name.StartsWith('.')) hidden.Add(relative);
                    else files.Add(relative);
                }
                else if (entry.Name[0] is '_' or '.') notices.Add($"Left out folder '{relative}': names that start with '_' or '.' hold no recordings of a class.");
                else if (!seen.Add(Real(child))) notices.Add($"Left out folder '{relative}': it links to a folder that is already part of the dataset.");
                else
                {
                    if (prefix.Length == 0) folders.Add(entry.Name);
                    Walk(child, relative + "/");
                }
            }
        }
    }

    /// <summary>The files of one kind as absolute paths, in ordinal order of their relative paths.</summary>
    /// <exception cref="DatasetException">The folder does not exist or cannot be listed.</exception>
    public static IReadOnlyList<string> Find(string folder, Func<string, bool> isKind)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string root = Path.GetFullPath(folder);
        return [.. Of(root).Files.Where(isKind).Select(relative => Path.Combine(root, relative.Replace('/', Path.DirectorySeparatorChar)))];
    }

    internal static string Count(int count, string noun) => FormattableString.Invariant($"{count} {noun}{(count == 1 ? "" : "s")}");

    private static FileSystemInfo[] Entries(DirectoryInfo folder)
    {
        try
        {
            return [.. folder.EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal)];
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            throw new DatasetException($"{folder.FullName}: the folder cannot be listed ({error.Message.TrimEnd('.')}); check its permissions.", error);
        }
    }

    private static string Real(DirectoryInfo folder) => folder.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder.FullName;
}
