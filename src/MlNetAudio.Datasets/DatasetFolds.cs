using MlNetAudio.Datasets.Splits;

namespace MlNetAudio.Datasets;

/// <summary>The folds of a cross-validation: each is once the test part, and no group is ever on two sides.</summary>
/// <remarks>A result depends on the recordings, the options and the seed alone.</remarks>
public sealed class DatasetFolds
{
    private DatasetFolds(IReadOnlyList<DatasetSplit> splits, DatasetSplit whole, string rule, IReadOnlyList<string> notices) =>
        (Splits, Whole, Rule, Notices) = (splits, whole, rule, notices);

    /// <summary>[fold]: that fold as the test part, the others as training and validation. Every training part holds every label.</summary>
    public IReadOnlyList<DatasetSplit> Splits { get; }

    /// <summary>Every recording as training or validation and an empty test part: for the model that is shipped, whose quality the folds tell.</summary>
    public DatasetSplit Whole { get; }

    /// <summary>How the folds came about, for people.</summary>
    public string Rule { get; }

    /// <summary>What a person should know about these folds, one sentence each.</summary>
    public IReadOnlyList<string> Notices { get; }

    /// <exception cref="DatasetException">There is no such column, a group is in two folds, or no folds give every training part every label; the message says what would help.</exception>
    public static DatasetFolds Of(AudioDataset dataset, FoldOptions options, int seed)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(options);
        List<string> notices = [];
        if (dataset.Recordings.Any(recording => recording.Part is not null)) notices.Add("The manifest's split column is not used: every recording is in a fold.");
        var (folds, names, how) = Column(dataset, options) is { } column ? ByColumn(dataset, options, column) : ByGroups(dataset, options, seed);
        string rule = FormattableString.Invariant($"{folds.Count} folds {how}; validation from whole groups of the other folds, {options.ValidationFraction:0.###} of them (groups: {dataset.GroupRule}), seed {seed}");

        DatasetSplit[] splits = [.. folds.Select((fold, i) => Split(dataset, fold, options.ValidationFraction, seed, FormattableString.Invariant($"fold {names[i]} of {rule}")))];
        foreach (var (split, name) in splits.Zip(names)) RequireLabels(dataset, split, name);
        var whole = Split(dataset, [], options.ValidationFraction, seed, $"every recording for training and validation, the test part is empty; {rule}");
        int without = splits.Append(whole).Count(split => split.Validation.Count == 0);
        if (without > 0 && options.ValidationFraction > 0) notices.Add($"In {without} of {splits.Length + 1} trainings the groups do not suffice for a validation part with every class: it is empty and early stopping is off.");
        return new(splits, whole, rule, notices);
    }

    /// <summary>The column that names the folds as the manifest writes it, or null.</summary>
    private static string? Column(AudioDataset dataset, FoldOptions options)
    {
        var columns = dataset.Recordings[0].Columns;
        if (options.Column is { } named)
        {
            return columns.Keys.FirstOrDefault(column => column.Equals(named, StringComparison.OrdinalIgnoreCase))
                ?? throw new DatasetException($"{dataset.Name}: there is no column '{named}' that could name the folds; {(columns.Count == 0 ? "there is no manifest" : $"the columns are {string.Join(", ", columns.Keys)}")}.");
        }
        if (options.Count is null) throw new DatasetException("Folds need a number or the name of a column.");
        string? usual = columns.Keys.FirstOrDefault(column => column.Equals(FoldOptions.UsualColumn, StringComparison.OrdinalIgnoreCase));
        return usual is not null && Values(dataset, usual).Length == options.Count ? usual : null;
    }

    private static string[] Values(AudioDataset dataset, string column) => [.. dataset.Recordings.Select(recording => recording.Columns[column]).Distinct(StringComparer.Ordinal).Order(NumbersFirst)];

    /// <summary>1, 2, 10, a, b.</summary>
    private static Comparer<string> NumbersFirst { get; } = Comparer<string>.Create((one, other) => (long.TryParse(one, out long first), long.TryParse(other, out long second)) switch
    {
        (true, true) => first.CompareTo(second),
        (true, false) => -1,
        (false, true) => 1,
        _ => string.CompareOrdinal(one, other),
    });

    private static (IReadOnlyList<IReadOnlyList<Recording>> Folds, string[] Names, string How) ByColumn(AudioDataset dataset, FoldOptions options, string column)
    {
        if (dataset.Recordings.FirstOrDefault(recording => recording.Columns[column].Length == 0) is { } blank)
            throw new DatasetException($"{dataset.Name}: the column '{column}' names no fold for {blank.RelativePath} on line {blank.Row} of the manifest.");
        string[] names = Values(dataset, column);
        if (names.Length < 2) throw new DatasetException($"{dataset.Name}: the column '{column}' names one fold only, '{names[0]}'; a cross-validation needs at least two.");
        if (options.Count is { } count && count != names.Length)
            throw new DatasetException(FormattableString.Invariant($"{dataset.Name}: the column '{column}' names {names.Length} folds, not {count}."));
        foreach (var group in dataset.Recordings.GroupBy(recording => recording.Group, StringComparer.Ordinal))
        {
            var first = group.First();
            if (group.FirstOrDefault(recording => recording.Columns[column] != first.Columns[column]) is not { } other) continue;
            throw new DatasetException(FormattableString.Invariant(
                $"{dataset.Name}: group '{group.Key}' ({dataset.GroupRule}) is in fold '{first.Columns[column]}' on line {first.Row} and in fold '{other.Columns[column]}' on line {other.Row} of the manifest; a group must be in one."));
        }
        return ([.. names.Select(name => (IReadOnlyList<Recording>)[.. dataset.Recordings.Where(recording => recording.Columns[column] == name)])], names, $"of the manifest's column '{column}'");
    }

    private static (IReadOnlyList<IReadOnlyList<Recording>> Folds, string[] Names, string How) ByGroups(AudioDataset dataset, FoldOptions options, int seed)
    {
        int wanted = options.Count!.Value;
        int possible = Enumerable.Range(2, wanted - 1).LastOrDefault(count => HoldEveryLabel(dataset, DatasetSplitter.GroupFolds(dataset.Recordings, count, seed), count));
        if (possible < wanted)
        {
            throw new DatasetException(FormattableString.Invariant($"{dataset.Name}: {wanted} folds cannot each hold a whole group of every class (groups: {dataset.GroupRule}); ")
                + (possible >= 2 ? FormattableString.Invariant($"{possible} can.") : "choose a finer grouping or add recordings."));
        }
        return (DatasetSplitter.GroupFolds(dataset.Recordings, wanted, seed), [.. Enumerable.Range(1, wanted).Select(number => FormattableString.Invariant($"{number}"))], "of whole groups, each class in every fold");
    }

    private static bool HoldEveryLabel(AudioDataset dataset, IReadOnlyList<IReadOnlyList<Recording>> folds, int count) =>
        folds.Count == count && folds.All(fold => fold.Select(recording => recording.Label).Distinct().Count() == dataset.Labels.Count);

    private static DatasetSplit Split(AudioDataset dataset, IReadOnlyList<Recording> test, double validationFraction, int seed, string rule)
    {
        var held = test.Select(recording => recording.RelativePath).ToHashSet(StringComparer.Ordinal);
        Recording[] rest = [.. dataset.Recordings.Where(recording => !held.Contains(recording.RelativePath))];
        var validation = Validation(rest, validationFraction, seed);
        return new([.. dataset.Recordings.Select(recording => (recording,
            held.Contains(recording.RelativePath) ? SplitPart.Test : validation.Contains(recording.RelativePath) ? SplitPart.Validation : SplitPart.Train))], rule, seed, []);
    }

    /// <summary>Relative paths of whole groups with every label, so that training keeps every label too; empty where there are none.</summary>
    private static HashSet<string> Validation(IReadOnlyList<Recording> rest, double fraction, int seed)
    {
        var table = GroupTable.Of(rest);
        if (fraction == 0 || table.GroupsWithLabel.Min() < 2) return [];
        int[] parts = GroupPartition.Find(table, [1 - fraction, fraction], seed, out int missing);
        return missing > 0 ? [] : [.. table.Members.Where((_, group) => parts[group] == 1).SelectMany(members => members).Select(recording => recording.RelativePath)];
    }

    private static void RequireLabels(AudioDataset dataset, DatasetSplit split, string name)
    {
        var held = split.Train.Select(recording => recording.Label).ToHashSet(StringComparer.Ordinal);
        if (dataset.Labels.FirstOrDefault(label => !held.Contains(label)) is { } absent)
            throw new DatasetException($"{dataset.Name}: without fold {name} there is no recording of class '{absent}' to train on; every class must be in at least two folds.");
        if (split.Test.Select(recording => recording.Label).Distinct(StringComparer.Ordinal).Count() < 2)
            throw new DatasetException($"{dataset.Name}: fold {name} holds one class only, '{split.Test[0].Label}', on which no AUC is defined; put at least two classes into every fold.");
    }
}
