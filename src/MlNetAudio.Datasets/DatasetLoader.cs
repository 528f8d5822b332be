using MlNetAudio.Datasets.Csv;
using MlNetAudio.Datasets.Layouts;

namespace MlNetAudio.Datasets;

/// <summary>Layout and options → dataset: gives every file its label, group and part.</summary>
internal static class DatasetLoader
{
    public static AudioDataset Load(string path, DatasetOptions options)
    {
        var layout = Layout.At(path);
        var labelled = Labelled(layout, options, out var skipped);
        if (layout.Table is null && options.Label is null) FolderLayout.RequireClasses(layout.Root, labelled.Select(one => one.Label));

        Candidate[] present = [.. labelled.Select(one => one.Candidate)];
        var selector = GroupSelector(layout.Table, options);
        string[] groups = selector?.ValuesOf(present) ?? [.. present.Select(candidate => candidate.RelativePath)];
        var partOf = PartSelector(layout.Table);
        var recordings = labelled.Select((one, i) => Recording(layout.Table, one.Candidate, one.Label, groups[i], partOf(one.Candidate)));

        string[] notices = selector is null
            ? [.. layout.Notices, "No group is given, so every recording is its own group: where several share a speaker, a sentence or a source, name a group column or pattern, or the test is too easy."]
            : [.. layout.Notices];
        return new(NameOf(layout), layout.Root, selector?.Rule ?? "every recording its own", [.. recordings], skipped, notices);
    }

    internal static Recording Recording(CsvTable? table, Candidate candidate, string label, string group, SplitPart? part)
    {
        var recording = new Recording(candidate.Path, candidate.RelativePath, label, group, part);
        return candidate.Row is { } row ? recording with { Row = row.Line, Columns = table!.Named(row) } : recording;
    }

    private static List<(Candidate Candidate, string Label)> Labelled(Layout layout, DatasetOptions options, out List<SkippedRecording> skipped)
    {
        var labelOf = LabelSelector(layout, options);
        List<(Candidate, string)> labelled = [];
        skipped = [];
        foreach (var candidate in layout.Candidates)
        {
            string? label = labelOf(candidate);
            if (candidate.Trouble is { } trouble) skipped.Add(new(candidate.RelativePath, trouble) { Label = label });
            else if (label is null) skipped.Add(new(candidate.RelativePath, "it lies directly in the dataset's folder and so has no class; move it into the folder of its class."));
            else labelled.Add((candidate, label));
        }
        if (labelled.Count == 0 && skipped.Count > 0 && skipped.All(one => one.Label is null)) throw NoClass(layout, skipped);
        return labelled;
    }

    private static Func<Candidate, string?> LabelSelector(Layout layout, DatasetOptions options)
    {
        if (options.Label is { } text)
        {
            var chosen = Selector.For("label", text, layout.Table);
            chosen.ValuesOf([.. layout.Candidates.Where(candidate => candidate.Trouble is null)]);
            return chosen.ValueOf;
        }
        if (layout.Table is not { } table) return candidate => FolderLayout.LabelOf(candidate.RelativePath);

        if (Selector.LabelColumn(table) is { } labels) return labels.ValueOf;

        return candidate => ManifestLayout.LabelOf(candidate, layout.Root) ?? throw new DatasetException(FormattableString.Invariant(
            $"{table.Source} line {candidate.Row!.Line}: {candidate.RelativePath} lies in no folder that could name its class; add a column 'label'."));
    }

    private static Selector? GroupSelector(CsvTable? table, DatasetOptions options)
    {
        if (options.Group is { } text) return Selector.For("group", text, table);
        return table?.FirstFilled("group") is >= 0 and var column ? Selector.Column("group", table, column) : null;
    }

    private static Func<Candidate, SplitPart?> PartSelector(CsvTable? table)
    {
        if (table?.FirstFilled("split") is not (>= 0 and var column)) return _ => null;
        return candidate => PartIn(table, candidate.Row!, column);
    }

    /// <summary>The part that the split column names.</summary>
    /// <exception cref="DatasetException">It names none.</exception>
    internal static SplitPart PartIn(CsvTable table, CsvRow row, int column) =>
        SplitNames.TryParse(table.Filled(row, column, "give every recording a part, or none of them"), out var part)
            ? part
            : throw new DatasetException(FormattableString.Invariant($"{table.Source} line {row.Line}: the split '{row.Fields[column]}' is not known; write one of {SplitNames.Understood}."));

    private static DatasetException NoClass(Layout layout, List<SkippedRecording> skipped) => new(
        skipped.FirstOrDefault(one => AudioFiles.IsRead(one.RelativePath)) is { } flat
            ? FormattableString.Invariant($"{layout.Source}: recordings such as {flat.RelativePath} lie directly in the folder, so nothing names their class; understood are {Layout.Understood}, or give a label pattern.")
            : FormattableString.Invariant($"{layout.Source}: no recordings that can be read, {FolderWalk.Count(skipped.Count, "file")} skipped, first {skipped[0].RelativePath}: {skipped[0].Reason}"));

    private static string NameOf(Layout layout)
    {
        string manifest = Path.GetFileName(layout.Source);
        string name = layout.Table is null || Layout.ManifestNames.Contains(manifest, StringComparer.OrdinalIgnoreCase)
            ? Path.GetFileName(Path.TrimEndingDirectorySeparator(layout.Root))
            : Path.GetFileNameWithoutExtension(manifest);
        return name.Length > 0 ? name : "dataset";
    }
}
