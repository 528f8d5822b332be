using System.IO.Enumeration;

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
        files.AddRange(Walk(root, folders.Add, hidden.Add, notices.Add));
        folders.Sort(StringComparer.Ordinal);
        if (hidden.Count > 0) notices.Add($"Left out {Count(hidden.Count, "hidden file")} (names that start with '.'), first {hidden.Min(StringComparer.Ordinal)}.");
        return new(files, folders, notices);
    }

    /// <summary>The files one by one, in ordinal order of their relative paths, while no more than the names of the folders above are held.</summary>
    /// <exception cref="DatasetException">The folder does not exist or cannot be listed.</exception>
    public static IEnumerable<string> Stream(string root)
    {
        if (!Directory.Exists(root)) throw new DatasetException($"{root}: there is no such folder; check the path.");
        return Walk(root, folder: null, hidden: null, notice: null);
    }

    private static IEnumerable<string> Walk(string root, Action<string>? folder, Action<string>? hidden, Action<string>? notice)
    {
        // A link back to a folder above would never end, and one to a neighbour would count its files twice.
        HashSet<string> seen = new(StringComparer.Ordinal) { Real(new DirectoryInfo(root)) };
        Stack<(string Prefix, Queue<(string Name, bool IsFolder)> Entries)> open = new();
        open.Push(("", Entries(root)));
        while (open.TryPeek(out var above))
        {
            if (!above.Entries.TryDequeue(out var entry))
            {
                open.Pop();
                continue;
            }
            string relative = above.Prefix + entry.Name;
            if (!entry.IsFolder)
            {
                if (entry.Name.StartsWith('.')) hidden?.Invoke(relative);
                else yield return relative;
                continue;
            }
            var child = new DirectoryInfo(Path.Combine(root, relative));
            if (entry.Name[0] is '_' or '.') notice?.Invoke($"Left out folder '{relative}': names that start with '_' or '.' hold no recordings of a class.");
            else if (!seen.Add(Real(child))) notice?.Invoke($"Left out folder '{relative}': it links to a folder that is already part of the dataset.");
            else
            {
                if (open.Count == 1) folder?.Invoke(entry.Name);
                open.Push((relative + "/", Entries(child.FullName)));
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

    /// <summary>As the relative paths of the files in and below them are ordered: a folder counts with the '/' behind its name. Names only, for a folder may hold a million.</summary>
    private static Queue<(string Name, bool IsFolder)> Entries(string folder)
    {
        try
        {
            var entries = new FileSystemEnumerable<(string Name, bool IsFolder)>(folder, (ref FileSystemEntry entry) => (entry.FileName.ToString(), entry.IsDirectory), new() { AttributesToSkip = 0, IgnoreInaccessible = false });
            return new(entries.OrderBy(entry => entry.IsFolder ? entry.Name + "/" : entry.Name, StringComparer.Ordinal));
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            throw new DatasetException($"{folder}: the folder cannot be listed ({error.Message.TrimEnd('.')}); check its permissions.", error);
        }
    }

    private static string Real(DirectoryInfo folder) => folder.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder.FullName;
}
