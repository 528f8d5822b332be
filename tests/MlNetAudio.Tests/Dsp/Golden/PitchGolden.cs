using MlNetAudio.Dsp.Features;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Golden;

/// <summary>librosa.yin and librosa.pyin; what an entry of pyin holds, the end of its id says: f0, voiced_flag or voiced_prob.</summary>
internal sealed class PitchGolden : GoldenFunctions
{
    private const string F0 = "f0", Voiced = "voiced_flag", Probability = "voiced_prob";

    public override Func<float[]>? Compute(GoldenEntry entry) => entry.Function switch
    {
        "librosa.yin" => () => new YinExtractor(new()
        {
            SampleRateHz = entry.Integer("sr", 22_050),
            MinimumFrequencyHz = Hertz(entry, "fmin"),
            MaximumFrequencyHz = Hertz(entry, "fmax"),
            FrameLength = entry.Integer("frame_length", 2048),
            HopLength = (int?)entry.Number("hop_length"),
            TroughThreshold = entry.Number("trough_threshold") ?? 0.1,
            Centered = entry.Flag("center") ?? true,
            PadMode = SpectralParameters.PadMode(entry)!.Value,
        }).Extract(entry.Input()).Values,
        "librosa.pyin" => () => Part(entry, Track(entry)),
        _ => null,
    };

    /// <summary>Flags too, whose tolerance says exact: 98 % are asked.</summary>
    public override bool JudgesItself(GoldenEntry entry) => entry.Function == "librosa.pyin";

    public override (bool Passes, string Measure)? Judge(GoldenEntry entry, Npy expected, ReadOnlySpan<float> actual) => entry switch
    {
        _ when Holds(entry, F0) => JudgeF0(expected.Values, actual),
        _ when Holds(entry, Voiced) => AtLeast("flags equal", Share(expected.Values, actual, (x, y) => x == y), 0.98),
        _ when Holds(entry, Probability) => AtLeast("probabilities within 0.01", Share(expected.Values, actual, (x, y) => Math.Abs(x - y) <= 0.01), 0.98),
        _ => null,
    };

    /// <summary>Where both have a pitch, it is within 5 cents; and one is voiced, NaN in the other, in at most 2 % of the frames.</summary>
    private static (bool, string) JudgeF0(double[] expected, ReadOnlySpan<float> actual)
    {
        double cents = 0;
        for (int i = 0; i < expected.Length; i++)
            if (!double.IsNaN(expected[i]) && !float.IsNaN(actual[i]) && expected[i] != actual[i]) cents = Math.Max(cents, Math.Abs(1200 * Math.Log2(actual[i] / expected[i])));
        double agree = Share(expected, actual, (x, y) => double.IsNaN(x) == double.IsNaN(y));
        return (cents <= 5 && agree >= 0.98, FormattableString.Invariant($"at most {cents:f3} cents, at most 5; {agree:p1} voiced alike, at least 98 %"));
    }

    private static (bool, string) AtLeast(string what, double share, double least) => (share >= least, FormattableString.Invariant($"{share:p1} of {what}, at least {least:p0}"));

    private static double Share(double[] expected, ReadOnlySpan<float> actual, Func<double, double, bool> agree)
    {
        Assert.Equal(expected.Length, actual.Length);
        int count = 0;
        for (int i = 0; i < expected.Length; i++) count += agree(expected[i], actual[i]) ? 1 : 0;
        return (double)count / expected.Length;
    }

    private static PitchTrack Track(GoldenEntry entry)
    {
        double[] beta = entry.Numbers("beta_parameters") ?? [2, 18];
        return new PyinExtractor(new()
        {
            SampleRateHz = entry.Integer("sr", 22_050),
            MinimumFrequencyHz = Hertz(entry, "fmin"),
            MaximumFrequencyHz = Hertz(entry, "fmax"),
            FrameLength = entry.Integer("frame_length", 2048),
            HopLength = (int?)entry.Number("hop_length"),
            Thresholds = entry.Integer("n_thresholds", 100),
            BetaA = beta[0],
            BetaB = beta[1],
            BoltzmannParameter = entry.Number("boltzmann_parameter") ?? 2,
            SemitonesPerBin = entry.Number("resolution") ?? 0.1,
            OctavesPerSecond = entry.Number("max_transition_rate") ?? 35.92,
            SwitchProbability = entry.Number("switch_prob") ?? 0.01,
            NoTroughProbability = entry.Number("no_trough_prob") ?? 0.01,
            UnvoicedHz = entry.Number("fill_na") ?? (entry.IsNull("fill_na") ? null : double.NaN),
            Centered = entry.Flag("center") ?? true,
            PadMode = SpectralParameters.PadMode(entry)!.Value,
        }).Track(entry.Input());
    }

    private static float[] Part(GoldenEntry entry, PitchTrack track) =>
        Holds(entry, Voiced) ? Array.ConvertAll(track.Voiced, voiced => voiced ? 1f : 0)
        : Holds(entry, Probability) ? track.VoicedProbability
        : Holds(entry, F0) ? track.F0Hz
        : throw new InvalidDataException($"{entry.Id}: its id does not end in {F0}, {Voiced} or {Probability}.");

    private static bool Holds(GoldenEntry entry, string part) => entry.Id.Contains(part, StringComparison.Ordinal) || Path.GetFileNameWithoutExtension(entry.FilePath).Contains(part, StringComparison.Ordinal);

    private static double Hertz(GoldenEntry entry, string parameter) => entry.Number(parameter) ?? throw new InvalidDataException($"{entry.Id} has no number '{parameter}'.");
}
