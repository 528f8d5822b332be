namespace MlNetAudio.Datasets;

/// <summary>Every recording in one of three parts, no group in two of them.</summary>
public sealed class DatasetSplit
{
    private readonly Dictionary<string, SplitPart> _parts;

    internal DatasetSplit(IReadOnlyList<(Recording Recording, SplitPart Part)> assigned, string rule, int seed, IReadOnlyList<string> notices)
    {
        (Rule, Seed, Notices) = (rule, seed, notices);
        _parts = assigned.ToDictionary(one => one.Recording.RelativePath, one => one.Part, StringComparer.Ordinal);
        (Train, Validation, Test) = (Of(SplitPart.Train), Of(SplitPart.Validation), Of(SplitPart.Test));

        IReadOnlyList<Recording> Of(SplitPart part) =>
            [.. assigned.Where(one => one.Part == part).Select(one => one.Recording).OrderBy(recording => recording.RelativePath, StringComparer.Ordinal)];
    }

    /// <summary>In ordinal order of the relative paths; holds every label.</summary>
    public IReadOnlyList<Recording> Train { get; }

    /// <summary>In ordinal order of the relative paths; empty where the groups do not suffice, and early stopping is off.</summary>
    public IReadOnlyList<Recording> Validation { get; }

    /// <summary>In ordinal order of the relative paths; holds every label.</summary>
    public IReadOnlyList<Recording> Test { get; }

    /// <summary>How the parts came about, for people: fractions, groups and seed, or the manifest's column.</summary>
    public string Rule { get; }

    public int Seed { get; }

    /// <summary>What a person should know about this split, one sentence each.</summary>
    public IReadOnlyList<string> Notices { get; }

    /// <exception cref="ArgumentException">The recording is not part of the dataset that was split.</exception>
    public SplitPart PartOf(Recording recording)
    {
        ArgumentNullException.ThrowIfNull(recording);
        return _parts.TryGetValue(recording.RelativePath, out var part) ? part : throw new ArgumentException($"{recording.RelativePath} is not part of this split.", nameof(recording));
    }

    /// <summary>The recordings of one part, in ordinal order of the relative paths.</summary>
    public IReadOnlyList<Recording> Part(SplitPart part) => part switch
    {
        SplitPart.Train => Train,
        SplitPart.Validation => Validation,
        _ => Test,
    };
}
