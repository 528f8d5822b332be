using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MlNetAudio.Datasets;

namespace MlNetAudio.Pipelines.Experiments;

/// <summary>Recordings that hold the same samples under different names: what a split by names and groups cannot see.</summary>
internal static class IdenticalRecordings
{
    /// <summary>One sentence if a recording of a test part sounds in another part of the same split too; it names the first pair.</summary>
    public static IEnumerable<string> Across(IReadOnlyList<DatasetSplit> splits, ClipStore clips)
    {
        Recording[] all = [.. splits[0].Train, .. splits[0].Validation, .. splits[0].Test];
        var fingerprints = Fingerprints(all, clips).Zip(all).ToDictionary(pair => pair.Second.RelativePath, pair => pair.First, StringComparer.Ordinal);
        (Recording Test, Recording Other)[] pairs = [.. splits.SelectMany(split => Pairs(split, fingerprints))];
        if (pairs.Length > 0)
            yield return $"{pairs.Length} of {splits.Sum(split => split.Test.Count)} test recordings hold the same samples as one that models learn from or are chosen on, first {pairs[0].Test.RelativePath} as {pairs[0].Other.RelativePath}: "
                + "the numbers flatter every model. Remove the copies, or give them one group.";
    }

    private static IEnumerable<(Recording Test, Recording Other)> Pairs(DatasetSplit split, Dictionary<string, string> fingerprints)
    {
        var seen = new Dictionary<string, Recording>(StringComparer.Ordinal);
        foreach (var recording in split.Train.Concat(split.Validation)) seen.TryAdd(fingerprints[recording.RelativePath], recording);
        return split.Test.Where(recording => seen.ContainsKey(fingerprints[recording.RelativePath])).Select(recording => (recording, seen[fingerprints[recording.RelativePath]]));
    }

    private static string[] Fingerprints(IReadOnlyList<Recording> recordings, ClipStore clips)
    {
        string[] fingerprints = new string[recordings.Count];
        AllCores.For(recordings.Count, i => fingerprints[i] = Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<float>(clips.Load(recordings[i])))));
        return fingerprints;
    }
}
