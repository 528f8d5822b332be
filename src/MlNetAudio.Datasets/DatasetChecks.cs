namespace MlNetAudio.Datasets;

/// <summary>What a dataset needs before any split of it can be honest.</summary>
internal static class DatasetChecks
{
    private const int ReasonsShown = 3;

    /// <exception cref="DatasetException">Something is missing; the message says what, where and how to fix it.</exception>
    public static void Require(AudioDataset dataset)
    {
        RequireReadableClasses(dataset);
        if (dataset.Recordings.Count == 0) throw new DatasetException($"{dataset.Root}: there are no recordings ({string.Join(", ", AudioFiles.Extensions)}) or spectrograms ({SpectrogramFiles.Extension}) here; understood are {Layouts.Layout.Understood}.");
        RequireOneContent(dataset);
        if (dataset.Labels is [var only])
            throw new DatasetException($"{dataset.Name} holds one class only, '{only}'; a classifier needs at least two. Add a second class, or say where the labels are with a label column or pattern.");
        RequireGroups(dataset);
        RequireGroupsOnOneSide(dataset);
    }

    private static void RequireReadableClasses(AudioDataset dataset)
    {
        foreach (var unreadable in dataset.Skipped.Where(skipped => skipped.Label is not null).GroupBy(skipped => skipped.Label!, StringComparer.Ordinal).OrderBy(label => label.Key, StringComparer.Ordinal))
        {
            int bad = unreadable.Count(), all = bad + dataset.Recordings.Count(recording => recording.Label == unreadable.Key);
            if (2 * bad <= all) continue;
            string reasons = string.Join("; ", unreadable.Take(ReasonsShown).Select(skipped => $"{skipped.RelativePath}: {skipped.Reason.TrimEnd('.')}"));
            throw new DatasetException(FormattableString.Invariant(
                $"{dataset.Name}: {bad} of {all} recordings of class '{unreadable.Key}' are unreadable, more than half: {reasons}. Repair or convert them first."));
        }
    }

    private static void RequireOneContent(AudioDataset dataset)
    {
        if (dataset.Recordings.FirstOrDefault(recording => SpectrogramFiles.IsRead(recording.Path)) is not { } spectrogram) return;
        if (dataset.Recordings.FirstOrDefault(recording => !SpectrogramFiles.IsRead(recording.Path)) is { } audio)
            throw new DatasetException($"{dataset.Name}: {spectrogram.RelativePath} is a spectrogram, but {audio.RelativePath} is a recording; one data set holds one or the other, so put them into two.");
    }

    private static void RequireGroups(AudioDataset dataset)
    {
        foreach (var label in dataset.Recordings.GroupBy(recording => recording.Label, StringComparer.Ordinal).OrderBy(label => label.Key, StringComparer.Ordinal))
        {
            int groups = label.Select(recording => recording.Group).Distinct(StringComparer.Ordinal).Count();
            if (groups >= 2) continue;
            throw new DatasetException(FormattableString.Invariant(
                $"{dataset.Name}: class '{label.Key}' has 1 group (groups: {dataset.GroupRule}), and training and test each need one of their own; add recordings of another group or choose a finer grouping."));
        }
    }

    private static void RequireGroupsOnOneSide(AudioDataset dataset)
    {
        foreach (var group in dataset.Recordings.Where(recording => recording.Part is not null).GroupBy(recording => recording.Group, StringComparer.Ordinal))
        {
            var first = group.First();
            if (group.FirstOrDefault(recording => recording.Part != first.Part) is not { } other) continue;
            throw new DatasetException(FormattableString.Invariant(
                $"{dataset.Name}: group '{group.Key}' ({dataset.GroupRule}) is in {Name(first)} on line {first.Row} and in {Name(other)} on line {other.Row} of the manifest; a group must be in one part, so correct the split column or remove it."));
        }

        static string Name(Recording recording) => recording.Part!.Value.ToString().ToLowerInvariant();
    }
}
