using System.Globalization;
using MlNetAudio.Tests.Dsp.Io.Fuzzing;

namespace MlNetAudio.Benchmarks;

/// <summary>
/// Mutations of small sound files and arrays until so many were read (ten million unless told otherwise), on all cores. Ends with an exception at the first that
/// crashes, hangs or allocates over 64 MiB.
/// </summary>
internal static class AudioFuzz
{
    public static IEnumerable<string> Run(IReadOnlyList<string> names)
    {
        long count = 10_000_000;
        if (names.Count > 1 || (names.Count == 1 && !long.TryParse(names[0], NumberStyles.None, CultureInfo.InvariantCulture, out count))) throw new ArgumentException("fuzz-audio takes the number of mutations.");
        var outcome = new AudioFuzzer(seedNumber: 1).Run(count, TimeSpan.FromDays(30), Environment.ProcessorCount);
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"name":"fuzz-audio","mutations":{{outcome.Mutations}},"seconds":{{outcome.Seconds:f1}},"decoded":{{outcome.Decoded}},"refused":{{outcome.Refused}},"largest_allocation_bytes":{{outcome.LargestAllocation}}}""");
    }
}
