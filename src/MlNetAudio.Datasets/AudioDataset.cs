namespace MlNetAudio.Datasets;

/// <summary>Labelled recordings with their groups: what a split, a training and an evaluation start from.</summary>
/// <remarks>Immutable; loading reads names and the manifest only, so a broken audio file is found later (<see cref="Without"/>).</remarks>
public sealed class AudioDataset
{
    private readonly Lazy<string> _dataHash;

    internal AudioDataset(string name, string root, string groupRule, IReadOnlyList<Recording> recordings, IReadOnlyList<SkippedRecording> skipped, IReadOnlyList<string> notices)
    {
        (Name, Root, GroupRule, Skipped, Notices) = (name, root, groupRule, skipped, notices);
        Recordings = [.. recordings.OrderBy(recording => recording.RelativePath, StringComparer.Ordinal)];
        Labels = [.. Recordings.Select(recording => recording.Label).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        _dataHash = new(() => DatasetHash.Of(Recordings));
        DatasetChecks.Require(this);
        Content = SpectrogramFiles.IsRead(Recordings[0].Path) ? DatasetContent.Spectrograms : DatasetContent.Recordings;
    }

    /// <summary>The folder's name, or the manifest's where it is not called manifest.csv or index.csv.</summary>
    public string Name { get; }

    /// <summary>Absolute path of the folder that relative paths start from.</summary>
    public string Root { get; }

    /// <summary>Whether the files are recordings or spectrograms of them.</summary>
    public DatasetContent Content { get; }

    /// <summary>In ordinal order of <see cref="Recording.RelativePath"/>, which is unique.</summary>
    public IReadOnlyList<Recording> Recordings { get; }

    /// <summary>The classes, two or more, in ordinal order.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>Audio that takes no part, in ordinal order of the relative paths.</summary>
    public IReadOnlyList<SkippedRecording> Skipped { get; }

    /// <summary>What a person should know about how the dataset was read, one sentence each.</summary>
    public IReadOnlyList<string> Notices { get; }

    /// <summary>Where the groups come from, for people: <c>column 'speaker'</c>.</summary>
    public string GroupRule { get; }

    /// <summary>SHA-256 over relative paths, labels, groups and file contents in order, in lower-case hex; reads every file once, when first asked.</summary>
    /// <remarks>A file that cannot be read counts as one of unknown content.</remarks>
    public string DataHash => _dataHash.Value;

    /// <summary>A folder without any audio whose class folders hold .npy files, or a manifest that names such, is a dataset of spectrograms.</summary>
    /// <param name="path">A folder of class folders, a folder with manifest.csv (or index.csv), or a .csv manifest.</param>
    /// <exception cref="DatasetException">The dataset cannot be read, or no honest split of it exists.</exception>
    public static AudioDataset Load(string path, DatasetOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return DatasetLoader.Load(path, options ?? new());
    }

    /// <summary>The same dataset without the recordings that turned out to be unreadable; they join <see cref="Skipped"/>.</summary>
    /// <exception cref="DatasetException">More than half of a class is unreadable, or what is left cannot be split honestly.</exception>
    public AudioDataset Without(IReadOnlyCollection<SkippedRecording> unreadable)
    {
        ArgumentNullException.ThrowIfNull(unreadable);
        if (unreadable.Count == 0) return this;

        var labels = Recordings.ToDictionary(recording => recording.RelativePath, recording => recording.Label, StringComparer.Ordinal);
        if (unreadable.FirstOrDefault(skipped => !labels.ContainsKey(skipped.RelativePath)) is { } unknown)
            throw new ArgumentException($"{unknown.RelativePath} is not a recording of {Name}.", nameof(unreadable));

        var gone = unreadable.Select(skipped => skipped.RelativePath).ToHashSet(StringComparer.Ordinal);
        return new(Name, Root, GroupRule,
            [.. Recordings.Where(recording => !gone.Contains(recording.RelativePath))],
            [.. Skipped.Concat(unreadable.Select(skipped => skipped with { Label = labels[skipped.RelativePath] })).OrderBy(skipped => skipped.RelativePath, StringComparer.Ordinal)],
            Notices);
    }
}
