namespace MlNetAudio.Datasets.Splits;

/// <summary>Recordings gathered by group and counted by label: all that a partition needs to know.</summary>
internal sealed class GroupTable
{
    private GroupTable(IReadOnlyList<IReadOnlyList<Recording>> members, IReadOnlyList<string> labels, int[][] labelsOf, int[][] countsOf)
    {
        (Members, Labels, LabelsOf, CountsOf) = (members, labels, labelsOf, countsOf);
        LabelTotals = new int[labels.Count];
        GroupsWithLabel = new int[labels.Count];
        for (int g = 0; g < members.Count; g++)
        {
            for (int i = 0; i < labelsOf[g].Length; i++)
            {
                LabelTotals[labelsOf[g][i]] += countsOf[g][i];
                GroupsWithLabel[labelsOf[g][i]]++;
            }
        }
    }

    /// <summary>[group] → its recordings; groups in ordinal order of their names, so that no order of files shows through.</summary>
    public IReadOnlyList<IReadOnlyList<Recording>> Members { get; }

    /// <summary>In ordinal order.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>[group] → indices of the labels it holds.</summary>
    public int[][] LabelsOf { get; }

    /// <summary>[group] → recordings of each label in <see cref="LabelsOf"/>.</summary>
    public int[][] CountsOf { get; }

    /// <summary>[label] → recordings.</summary>
    public int[] LabelTotals { get; }

    /// <summary>[label] → groups that hold it.</summary>
    public int[] GroupsWithLabel { get; }

    public int Count => Members.Count;

    public static GroupTable Of(IEnumerable<Recording> recordings)
    {
        IReadOnlyList<Recording>[] members =
        [
            .. recordings.GroupBy(recording => recording.Group, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => (IReadOnlyList<Recording>)[.. group.OrderBy(recording => recording.RelativePath, StringComparer.Ordinal)]),
        ];
        string[] labels = [.. members.SelectMany(group => group).Select(recording => recording.Label).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var indices = labels.Index().ToDictionary(label => label.Item, label => label.Index, StringComparer.Ordinal);
        SortedDictionary<int, int>[] counts = [.. members.Select(group => new SortedDictionary<int, int>(group.CountBy(recording => indices[recording.Label]).ToDictionary()))];
        return new(members, labels, [.. counts.Select(count => count.Keys.ToArray())], [.. counts.Select(count => count.Values.ToArray())]);
    }
}
