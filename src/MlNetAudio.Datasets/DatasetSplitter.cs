using MlNetAudio.Datasets.Splits;

namespace MlNetAudio.Datasets;

/// <summary>Recordings → train, validation and test, or folds: stratified by label, and no group ever on two sides.</summary>
/// <remarks>A result depends on the recordings, the fractions and the seed alone: not on the order of files, the machine or the culture.</remarks>
public static class DatasetSplitter
{
    /// <summary>
    /// The parts that the manifest's split column names, or else parts by the fractions. Every label is in train and test; it is in validation too, or validation is empty.
    /// </summary>
    /// <remarks>A split column without validation rows gets its validation part from whole groups of the training rows, in the proportion of the two fractions.</remarks>
    /// <exception cref="DatasetException">The fractions do not sum to 1, or no split gives train and test every label.</exception>
    public static DatasetSplit Split(AudioDataset dataset, SplitOptions options)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(options);
        double sum = options.TrainFraction + options.ValidationFraction + options.TestFraction;
        if (Math.Abs(sum - 1) > 1e-6) throw new DatasetException(FormattableString.Invariant($"The fractions of train, validation and test must sum to 1, got {Fractions(options)} with the sum {sum}."));
        if (options.TrainFraction == 0 || options.TestFraction == 0)
            throw new DatasetException($"The fractions of train and test must be above 0, got {Fractions(options)}: without one of them there is nothing to learn from or to measure on.");

        var split = dataset.Recordings.Any(recording => recording.Part is not null) ? ByColumn(dataset, options) : ByFractions(dataset, options);
        RequireHonest(dataset, split);
        return split;
    }

    /// <summary>
    /// The recordings in up to <paramref name="folds"/> parts of about equal size for cross-validation. Whatever fold is held out, the others hold every label;
    /// where the groups do not suffice there are fewer folds, and none at all when there cannot be two. Each fold is in ordinal order of the relative paths.
    /// </summary>
    /// <param name="folds">At least 2.</param>
    public static IReadOnlyList<IReadOnlyList<Recording>> GroupFolds(IReadOnlyList<Recording> recordings, int folds, int seed)
    {
        ArgumentNullException.ThrowIfNull(recordings);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        if (recordings.Count == 0) return [];

        var table = GroupTable.Of(recordings);
        for (int count = Math.Min(folds, table.GroupsWithLabel.Min()); count >= 2; count--)
        {
            int[] fold = GroupPartition.Find(table, [.. Enumerable.Repeat(1.0 / count, count)], seed, out int missing);
            if (missing == 0 || EveryLabelIsInTwoParts(table, fold)) return [.. Enumerable.Range(0, count).Select(index => Members(table, fold, index)).Where(members => members.Count > 0)];
        }
        return [];
    }

    private static DatasetSplit ByFractions(AudioDataset dataset, SplitOptions options)
    {
        var table = GroupTable.Of(dataset.Recordings);
        List<string> notices = [];
        bool validation = options.ValidationFraction > 0;
        if (validation && Fewest(table) is { Groups: < 3 } scarce)
        {
            validation = false;
            notices.Add($"Class '{scarce.Label}' has 2 groups only (groups: {dataset.GroupRule}), one for training and one for test: the validation part is empty and early stopping is off.");
        }

        int missing = 0;
        int[] parts = [];
        if (validation)
        {
            parts = GroupPartition.Find(table, [options.TrainFraction, options.ValidationFraction, options.TestFraction], options.Seed, out missing);
            validation = missing == 0;
            if (!validation) notices.Add("The groups share their classes in such a way that no validation part holds every class: it is empty and early stopping is off.");
        }
        if (!validation)
        {
            int[] two = GroupPartition.Find(table, [1 - options.TestFraction, options.TestFraction], options.Seed, out missing);
            if (missing > 0) throw new DatasetException($"{dataset.Name}: the groups ({dataset.GroupRule}) share their classes in such a way that no split gives both training and test every class; choose a finer grouping or add recordings.");
            parts = [.. two.Select(part => part == 0 ? (int)SplitPart.Train : (int)SplitPart.Test)];
        }

        var assigned = table.Members.SelectMany((members, group) => members.Select(recording => (recording, (SplitPart)parts[group])));
        string rule = FormattableString.Invariant($"{Fractions(options)} of each class to train/validation/test, whole groups only (groups: {dataset.GroupRule}), seed {options.Seed}");
        return new([.. assigned], rule, options.Seed, notices);
    }

    private static DatasetSplit ByColumn(AudioDataset dataset, SplitOptions options)
    {
        List<string> notices = [];
        string rule = "column 'split' of the manifest";
        var assigned = dataset.Recordings.Select(recording => (Recording: recording, Part: recording.Part!.Value)).ToList();
        bool validation = assigned.Exists(one => one.Part == SplitPart.Validation);
        if (!validation && options.ValidationFraction > 0)
        {
            var table = GroupTable.Of(assigned.Where(one => one.Part == SplitPart.Train).Select(one => one.Recording));
            double share = options.ValidationFraction / (options.TrainFraction + options.ValidationFraction);
            int missing = 1;
            int[] parts = table.Count > 1 && Fewest(table).Groups > 1 ? GroupPartition.Find(table, [1 - share, share], options.Seed, out missing) : [];
            if (missing > 0)
            {
                notices.Add($"The split column names no validation part and the training part has too few groups to take one from it (groups: {dataset.GroupRule}): early stopping is off.");
            }
            else
            {
                var taken = Members(table, parts, 1).Select(recording => recording.RelativePath).ToHashSet(StringComparer.Ordinal);
                assigned = [.. assigned.Select(one => taken.Contains(one.Recording.RelativePath) ? one with { Part = SplitPart.Validation } : one)];
                rule = FormattableString.Invariant($"{rule}; validation from whole groups of its training part (groups: {dataset.GroupRule}), seed {options.Seed}");
                notices.Add("The split column names no validation part, so whole groups of its training part were taken for validation.");
            }
        }
        else if (validation && dataset.Labels.FirstOrDefault(label => !assigned.Exists(one => one.Part == SplitPart.Validation && one.Recording.Label == label)) is { } absent)
        {
            notices.Add($"The validation part of the split column holds no '{absent}': what is chosen on it is blind to that class.");
        }
        return new(assigned, rule, options.Seed, notices);
    }

    /// <summary>The last word, whatever made the split.</summary>
    private static void RequireHonest(AudioDataset dataset, DatasetSplit split)
    {
        foreach (var part in (SplitPart[])[SplitPart.Train, SplitPart.Test])
        {
            var held = split.Part(part).Select(recording => recording.Label).ToHashSet(StringComparer.Ordinal);
            if (dataset.Labels.FirstOrDefault(label => !held.Contains(label)) is { } absent)
                throw new DatasetException($"{dataset.Name}: the {part.ToString().ToLowerInvariant()} part holds no recording of class '{absent}' ({split.Rule}); every class must be in train and test.");
        }
        if (dataset.Recordings.GroupBy(recording => recording.Group, StringComparer.Ordinal).FirstOrDefault(group => group.Select(split.PartOf).Distinct().Count() > 1) is { } torn)
            throw new DatasetException($"{dataset.Name}: group '{torn.Key}' ({dataset.GroupRule}) is in two parts ({split.Rule}); a group must be in one.");
    }

    private static bool EveryLabelIsInTwoParts(GroupTable table, int[] part)
    {
        var parts = table.Labels.Select(_ => new HashSet<int>()).ToArray();
        for (int group = 0; group < part.Length; group++)
            foreach (int label in table.LabelsOf[group]) parts[label].Add(part[group]);
        return parts.All(set => set.Count >= 2);
    }

    private static IReadOnlyList<Recording> Members(GroupTable table, int[] partOf, int part) =>
    [
        .. table.Members.Where((_, group) => partOf[group] == part).SelectMany(members => members).OrderBy(recording => recording.RelativePath, StringComparer.Ordinal),
    ];

    private static (string Label, int Groups) Fewest(GroupTable table)
    {
        int label = Array.IndexOf(table.GroupsWithLabel, table.GroupsWithLabel.Min());
        return (table.Labels[label], table.GroupsWithLabel[label]);
    }

    private static string Fractions(SplitOptions options) =>
        FormattableString.Invariant($"{100 * options.TrainFraction:0.##}/{100 * options.ValidationFraction:0.##}/{100 * options.TestFraction:0.##} %");
}
