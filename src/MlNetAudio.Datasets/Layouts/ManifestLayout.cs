using MlNetAudio.Datasets.Csv;

namespace MlNetAudio.Datasets.Layouts;

/// <summary>A CSV manifest: one row a recording, paths relative to the manifest.</summary>
internal static class ManifestLayout
{
    private static readonly string[] PathColumns = ["path", "filename", "file"];

    // Two spellings of one file must not become two recordings.
    private static readonly StringComparer FileNames =
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <exception cref="DatasetException">The manifest is malformed, has no path column or no row, or names a file twice.</exception>
    public static Layout Read(string manifest)
    {
        var table = CsvTable.Read(manifest);
        int column = PathColumn(table);
        if (table.Rows.Count == 0) throw new DatasetException($"{manifest}: there is no row below the header; list one recording a row.");
        string root = Path.GetDirectoryName(manifest)!;
        Dictionary<string, int> lines = new(FileNames);
        List<Candidate> candidates = [];
        foreach (var row in table.Rows)
        {
            var candidate = CandidateOf(table, row, column);
            if (!lines.TryAdd(candidate.Path, row.Line))
            {
                throw new DatasetException(FormattableString.Invariant(
                    $"{manifest} line {row.Line}: {candidate.RelativePath} already stands on line {lines[candidate.Path]}; keep one of the two rows."));
            }
            candidates.Add(candidate);
        }
        return new(manifest, root, table, [.. candidates.OrderBy(candidate => candidate.RelativePath, StringComparer.Ordinal)], Notices: []);
    }

    /// <summary>Index of the column of paths.</summary>
    /// <exception cref="DatasetException">There is none.</exception>
    public static int PathColumn(CsvTable table)
    {
        int column = PathColumns.Select(table.IndexOf).FirstOrDefault(index => index >= 0, -1);
        return column >= 0 ? column : throw new DatasetException(
            $"{table.Source}: no column is named path, filename or file; its columns are {string.Join(", ", table.Columns)}. Name the column that holds the paths 'path'.");
    }

    /// <summary>The file that a row names.</summary>
    /// <exception cref="DatasetException">The row names none.</exception>
    public static Candidate CandidateOf(CsvTable table, CsvRow row, int pathColumn)
    {
        table.Filled(row, pathColumn, "every row needs the path of its recording");
        return Resolve(Path.GetDirectoryName(table.Source)!, row, row.Fields[pathColumn]);
    }

    /// <summary>The class of a file whose manifest has no label column: the folder it lies in, or null.</summary>
    public static string? LabelOf(Candidate candidate, string root)
    {
        string? folder = Path.GetDirectoryName(candidate.Path);
        return folder is null || folder == root ? null : Path.GetFileName(folder);
    }

    private static Candidate Resolve(string root, CsvRow row, string text)
    {
        string path = Path.GetFullPath(Path.Combine(root, text));
        // Manifests written on Windows; elsewhere a backslash may be part of a name.
        if (!Path.Exists(path)) path = Path.GetFullPath(Path.Combine(root, text.Replace('\\', '/')));

        string relative = Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');
        bool outside = relative == ".." || relative.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(relative);
        return new(path, outside || Path.IsPathRooted(text) ? text.Replace('\\', '/') : relative, row, Trouble(path));
    }

    private static string? Trouble(string path) =>
        Directory.Exists(path) ? "the manifest names a folder here; name the recordings in it one by one."
        : !File.Exists(path) ? "the file that the manifest names does not exist."
        : AudioFiles.IsRead(path) || SpectrogramFiles.IsRead(path) ? null
        : AudioFiles.ForeignReason(path);
}
