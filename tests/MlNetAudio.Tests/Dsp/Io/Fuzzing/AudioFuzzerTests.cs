using System.Globalization;

namespace MlNetAudio.Tests.Dsp.Io.Fuzzing;

/// <summary>The time-boxed form; the long one is the benchmark family fuzz-audio.</summary>
public class AudioFuzzerTests(ITestOutputHelper output)
{
    /// <summary>60, or what the environment variable says.</summary>
    private static double Seconds => double.TryParse(Environment.GetEnvironmentVariable("MLNETAUDIO_FUZZ_SECONDS"), NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) ? seconds : 60;

    [Fact]
    public void Whatever_is_broken_in_a_file_it_is_read_or_refused_in_the_one_way_and_never_takes_long_or_much_memory()
    {
        var outcome = new AudioFuzzer(seedNumber: 20_261_122).Run(long.MaxValue, TimeSpan.FromSeconds(Seconds), workers: 1);

        output.WriteLine(outcome.ToString());
        Assert.InRange(outcome.LargestAllocation, 1, AudioFuzzer.AllocationLimit);
        Assert.True(outcome.Decoded > 0 && outcome.Refused > 0, outcome.ToString());   // a fuzzer of which everything is refused at once tests nothing
    }

    [Fact]
    public void A_mutation_is_the_same_in_any_number_of_workers()
    {
        var one = new AudioFuzzer(seedNumber: 5).Run(3_000, TimeSpan.FromMinutes(1), workers: 1);
        var three = new AudioFuzzer(seedNumber: 5).Run(3_000, TimeSpan.FromMinutes(1), workers: 3);

        Assert.Equal((one.Mutations, one.Decoded, one.Refused), (three.Mutations, three.Decoded, three.Refused));
    }
}
