using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MlNetAudio.Datasets;

namespace MlNetAudio.Pipelines.Experiments;

/// <summary>Recordings that hold the same samples under different names: what a split by names and groups cannot see.</summary>
internal static class IdenticalRecordings
{
    /// <summary>One sentence if a recording of the test part sounds in another part too; it names the first pair.</summary>
    public static IEnumerable<string> Across(DatasetSplit split, ClipStore clips)
    {
        string[] test = Fingerprints(split.Test, clips), others = Fingerprints([.. split.Train, .. split.Validation], clips);
        var seen = new Dictionary<string, Recording>(StringComparer.Ordinal);
        foreach (var (fingerprint, recording) in others.Zip([.. split.Train, .. split.Validation])) seen.TryAdd(fingerprint, recording);
        (Recording Test, Recording Other)[] pairs = [.. test.Zip(split.Test).Where(pair => seen.ContainsKey(pair.First)).Select(pair => (pair.Second, seen[pair.First]))];
        if (pairs.Length > 0)
            yield return $"{pairs.Length} of {test.Length} test recordings hold the same samples as one that models learn from or are chosen on, first {pairs[0].Test.RelativePath} as {pairs[0].Other.RelativePath}: "
                + "the numbers flatter every model. Remove the copies, or give them one group.";
    }

    private static string[] Fingerprints(IReadOnlyList<Recording> recordings, ClipStore clips)
    {
        string[] fingerprints = new string[recordings.Count];
        AllCores.For(recordings.Count, i => fingerprints[i] = Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<float>(clips.Load(recordings[i])))));
        return fingerprints;
    }
}
