using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Golden;

/// <summary>Every entry of every golden manifest whose function this library offers: the values of librosa and torchaudio within the tolerance that the entry itself states.</summary>
public class GoldenTests(ITestOutputHelper output)
{
    private static readonly GoldenFunctions[] Functions =
        [.. typeof(GoldenFunctions).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(GoldenFunctions))).Select(type => (GoldenFunctions)Activator.CreateInstance(type)!)];

    private static readonly GoldenEntry[] Entries = [.. GoldenEntry.ReadAll()];

    public static TheoryData<string, string> Offered => [.. Entries.Where(entry => Find(entry) is not null).Select(entry => (entry.Directory, entry.Id))];

    [Theory, MemberData(nameof(Offered))]
    public void A_value_agrees_with_the_reference(string directory, string id)
    {
        var entry = Entries.First(entry => entry.Directory == directory && entry.Id == id);
        var (functions, compute) = Find(entry)!.Value;
        var expected = Npy.Read(entry.FilePath);

        float[] actual = compute();

        var (passes, measure) = functions.JudgesItself(entry)
            ? functions.Judge(entry, expected, actual) ?? throw new InvalidOperationException($"{functions.GetType().Name} computes {id} and has nothing to judge it by.")
            : Compare(Approximately.RelativeToPeak(expected.Values, actual), entry.Tolerance!.Value);
        output.WriteLine($"{id}: {measure}");
        Assert.True(passes, $"{id}: {measure}");
    }

    [Fact]
    public void What_is_not_offered_is_named()
    {
        var skipped = Entries.Where(entry => Find(entry) is null).GroupBy(entry => entry.Function).OrderBy(group => group.Key, StringComparer.Ordinal);

        foreach (var group in skipped) output.WriteLine($"skipped, not offered: {group.Key}: {string.Join(' ', group.Select(entry => entry.Id).Distinct())}");

        Assert.NotEmpty(Offered);
    }

    private static (bool, string) Compare(double difference, double tolerance) =>
        (difference <= tolerance, FormattableString.Invariant($"max|d|/peak {difference:e2}, tolerance {tolerance:e1}"));

    private static (GoldenFunctions Functions, Func<float[]> Compute)? Find(GoldenEntry entry)
    {
        foreach (var functions in Functions)
            if (functions.Compute(entry) is { } compute) return (functions, compute);
        return null;
    }
}
