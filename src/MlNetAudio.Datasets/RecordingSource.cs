using MlNetAudio.Datasets.Csv;
using MlNetAudio.Datasets.Layouts;

namespace MlNetAudio.Datasets;

/// <summary>The recordings of a folder or manifest one by one, without a list of them: for collections that are to be streamed, not split. Nothing is checked that needs more than one of them.</summary>
public sealed class RecordingSource
{
    private readonly Func<IEnumerable<Recording>> _list;

    private RecordingSource(IReadOnlyList<string> columns, Func<IEnumerable<Recording>> list) => (Columns, _list) = (columns, list);

    /// <summary>The manifest's columns; empty without a manifest.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <param name="path">A folder of class folders, a folder with manifest.csv (or index.csv), or a .csv manifest.</param>
    /// <exception cref="DatasetException">The path does not exist; the manifest has no header or no column of paths; label or group are neither a column nor a pattern.</exception>
    public static RecordingSource Open(string path, DatasetOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new();
        var (root, manifest) = Layout.Find(path);
        return manifest is null ? InFolder(root, options) : InManifest(root, manifest, options);
    }

    /// <summary>
    /// Lists the files anew at each enumeration: of a folder the audio, in ordinal order of the relative paths, of a manifest its rows in their order, whether or not their files are there. A recording that
    /// nothing gives a label has the label ""; without a group, its relative path is its group.
    /// </summary>
    /// <exception cref="DatasetException">A folder cannot be listed, or a row is malformed, when it is reached.</exception>
    public IEnumerable<Recording> List() => _list();

    private static RecordingSource InFolder(string root, DatasetOptions options)
    {
        var label = options.Label is { } labels ? Selector.For("label", labels, table: null) : null;
        var group = options.Group is { } groups ? Selector.For("group", groups, table: null) : null;
        return new([], () => FolderWalk.Stream(root).Where(AudioFiles.IsRead).Select(relative =>
        {
            var candidate = new Candidate(Path.Combine(root, relative.Replace('/', Path.DirectorySeparatorChar)), relative);
            return DatasetLoader.Recording(table: null, candidate, label is null ? FolderLayout.LabelOf(relative) ?? "" : Required(label, candidate), group is null ? relative : Required(group, candidate), part: null);
        }));
    }

    private static RecordingSource InManifest(string root, string manifest, DatasetOptions options)
    {
        var (header, rows) = CsvTable.Stream(manifest);
        int paths = ManifestLayout.PathColumn(header), splits = header.IndexOf("split"), groups = header.IndexOf("group");
        var label = options.Label is { } labelText ? Selector.For("label", labelText, header) : Selector.LabelColumn(header);
        var group = options.Group is { } groupText ? Selector.For("group", groupText, header) : null;
        return new(header.Columns, () => rows.Select(row =>
        {
            var candidate = ManifestLayout.CandidateOf(header, row, paths);
            string named = label is null ? ManifestLayout.LabelOf(candidate, root) ?? "" : Required(label, candidate);
            string together = group is not null ? Required(group, candidate) : Filled(row, groups) ? row.Fields[groups].Trim() : candidate.RelativePath;
            return DatasetLoader.Recording(header, candidate, named, together, Filled(row, splits) ? DatasetLoader.PartIn(header, row, splits) : null);
        }));
    }

    private static bool Filled(CsvRow row, int column) => column >= 0 && row.Fields[column].Trim().Length > 0;

    private static string Required(Selector selector, Candidate candidate) => selector.ValueOf(candidate)
        ?? throw new DatasetException($"The {selector.Rule} does not match {candidate.RelativePath}; it must capture a value in every relative path.");
}
