using MlNetAudio.Datasets.Csv;

namespace MlNetAudio.Datasets.Layouts;

/// <summary>What lies at a path: the files that a dataset is made of, and the manifest if there is one.</summary>
/// <param name="Source">How errors name the dataset: its folder or its manifest.</param>
/// <param name="Table">The manifest, or null where folders are the classes.</param>
/// <param name="Candidates">In ordinal order of their relative paths.</param>
internal sealed record Layout(string Source, string Root, CsvTable? Table, IReadOnlyList<Candidate> Candidates, IReadOnlyList<string> Notices)
{
    /// <summary>Names of manifests that a dataset folder may hold, in order of preference.</summary>
    internal static readonly string[] ManifestNames = ["manifest.csv", "index.csv"];

    /// <summary>The two layouts in one clause, for errors.</summary>
    internal const string Understood = "one folder per class (ROOT/dog/1.wav, ROOT/cat/2.wav), or a manifest.csv with the columns path,label[,group][,split]";

    /// <exception cref="DatasetException">The path does not exist, or is neither a folder nor a .csv file; the manifest is malformed.</exception>
    public static Layout At(string path)
    {
        var (root, manifest) = Find(path);
        return manifest is null ? FolderLayout.Read(root) : ManifestLayout.Read(manifest);
    }

    /// <summary>The absolute path of the folder, and of the manifest if there is one.</summary>
    /// <exception cref="DatasetException">The path does not exist, or is neither a folder nor a .csv file.</exception>
    public static (string Root, string? Manifest) Find(string path)
    {
        string full = Path.GetFullPath(path);
        if (File.Exists(full))
        {
            return Path.GetExtension(full).Equals(".csv", StringComparison.OrdinalIgnoreCase)
                ? (Path.GetDirectoryName(full)!, full)
                : throw new DatasetException($"{path}: a dataset is a folder or a .csv manifest, not a single file; give the folder that holds it.");
        }
        if (!Directory.Exists(full)) throw new DatasetException($"{path}: there is no such folder or manifest; check the path.");
        return (full, ManifestNames.Select(name => Path.Combine(full, name)).FirstOrDefault(File.Exists));
    }
}
