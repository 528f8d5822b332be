using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp;

/// <summary>Every entry of every golden manifest whose function this library offers: librosa 0.11's values within the tolerance that the entry itself states.</summary>
public class GoldenTests(ITestOutputHelper output)
{
    public static TheoryData<string, string> Offered => [.. Entries.Where(entry => Compute(entry) is not null).Select(entry => (entry.Directory, entry.Id))];

    [Theory, MemberData(nameof(Offered))]
    public void A_value_agrees_with_librosa(string directory, string id)
    {
        var entry = Entries.First(entry => entry.Directory == directory && entry.Id == id);
        var expected = Npy.Read(entry.FilePath);

        float[] actual = Compute(entry)!();

        if (entry.Tolerance is { } tolerance)
        {
            double difference = Approximately.RelativeToPeak(expected.Values, actual);
            output.WriteLine(FormattableString.Invariant($"{id}: max|d|/peak {difference:e2}, tolerance {tolerance:e0}"));
            Assert.True(difference <= tolerance, FormattableString.Invariant($"{id}: max|d|/peak {difference:e2} > {tolerance:e2}"));
        }
        else
        {
            double decibels = SignalToNoise.InnerDecibels(expected.Floats, actual);
            output.WriteLine(FormattableString.Invariant($"{id}: SNR {decibels:f1} dB, at least 60"));
            Assert.True(decibels >= 60, FormattableString.Invariant($"{id}: SNR {decibels:f1} dB < 60"));
        }
    }

    [Fact]
    public void What_is_not_offered_is_named()
    {
        var skipped = Entries.Where(entry => Compute(entry) is null).GroupBy(entry => entry.Function).OrderBy(group => group.Key, StringComparer.Ordinal);

        foreach (var group in skipped) output.WriteLine($"skipped, not offered: {group.Key}: {string.Join(' ', group.Select(entry => entry.Id).Distinct())}");

        Assert.NotEmpty(Offered);
    }

    /// <summary>How this library computes an entry; null where it does not offer that function, or not with those parameters.</summary>
    private static Func<float[]>? Compute(GoldenEntry entry) => entry.Function switch
    {
        "librosa.stft" when PlainStft(entry) => () => StftPart(entry),
        "librosa.feature.melspectrogram" when PlainStft(entry) && (entry.Number("power") ?? 2) == 2 => () => Array.ConvertAll(new LogMelExtractor(LogMel(entry)).ExtractPower(entry.Input()), value => (float)value),
        "librosa.power_to_db" => () => PowerToDecibels(entry),
        "librosa.feature.rms" when Centred(entry) && Padding(entry) == "constant" => () => new RmsExtractor(new() { FrameLength = entry.Integer("frame_length", 2048), HopLength = entry.Integer("hop_length", 512) }).Extract(entry.Input()).Values,
        "librosa.feature.zero_crossing_rate" when Centred(entry) => () => new ZcrExtractor(new() { FrameLength = entry.Integer("frame_length", 2048), HopLength = entry.Integer("hop_length", 512) }).Extract(entry.Input()).Values,
        "librosa.filters.mel" => () => MelFilterBank.Create(
            entry.Integer("sr"), FftLength(entry), entry.Integer("n_mels", 128), entry.Number("fmin") ?? 0, entry.Number("fmax") ?? entry.Integer("sr") / 2.0, Scale(entry), Normalization(entry)),
        "librosa.mel_frequencies" => () => Array.ConvertAll(
            MelFilterBank.Frequencies(entry.Integer("n_mels"), entry.Number("fmin") ?? 0, entry.Number("fmax") ?? 11_025, Scale(entry)), value => (float)value),
        "librosa.filters.get_window" when entry.Text("window") == "hann" && entry.Flag("fftbins") != false => () => Array.ConvertAll(HannWindow.Periodic(entry.Integer("Nx")), value => (float)value),
        "librosa.resample" when entry.Text("res_type") == "soxr_hq" && entry.Flag("scale") != true => () => new Resampler(entry.Integer("orig_sr"), entry.Integer("target_sr")).Resample(entry.Input()),
        _ => null,
    };

    private static bool PlainStft(GoldenEntry entry) =>
        Centred(entry) && Padding(entry) == "constant" && (entry.Text("window") ?? "hann") == "hann" && entry.Integer("win_length", FftLength(entry)) == FftLength(entry) && FftLength(entry) % 2 == 0;

    private static int FftLength(GoldenEntry entry) => entry.Integer("n_fft", 2048);

    private static bool Centred(GoldenEntry entry) => entry.Flag("center") != false;

    private static string Padding(GoldenEntry entry) => entry.Text("pad_mode") ?? "constant";

    private static MelScale Scale(GoldenEntry entry) => entry.Flag("htk") == true ? MelScale.Htk : MelScale.Slaney;

    private static MelNormalization Normalization(GoldenEntry entry) =>
        !entry.Has("norm") || entry.Text("norm") == "slaney" ? MelNormalization.Slaney : MelNormalization.None;

    private static LogMelOptions LogMel(GoldenEntry entry) => new()
    {
        SampleRateHz = entry.Integer("sr"),
        FftLength = FftLength(entry),
        HopLength = entry.Integer("hop_length", 512),
        MelBands = entry.Integer("n_mels", 128),
        MinimumFrequencyHz = entry.Number("fmin") ?? 0,
        MaximumFrequencyHz = entry.Number("fmax"),
        MelScale = Scale(entry),
        MelNormalization = Normalization(entry),
    };

    /// <summary>[bins, frames]: magnitudes, unless the entry's note asks for one part.</summary>
    private static float[] StftPart(GoldenEntry entry)
    {
        Func<double, double, double> part = entry.Note switch { "real part" => (re, _) => re, "imaginary part" => (_, im) => im, _ => (re, im) => Math.Sqrt(re * re + im * im) };
        var stft = new Stft(FftLength(entry), entry.Integer("hop_length", FftLength(entry) / 4));
        float[] signal = entry.Input();
        int frames = stft.Frames.Count(signal.Length);
        float[] values = new float[stft.Bins * frames];
        var workspace = stft.NewWorkspace();
        for (int frame = 0; frame < frames; frame++)
        {
            stft.Transform(signal, frame, workspace);
            for (int bin = 0; bin < stft.Bins; bin++) values[bin * frames + frame] = (float)part(workspace.Re[bin], workspace.Im[bin]);
        }
        return values;
    }

    private static float[] PowerToDecibels(GoldenEntry entry)
    {
        float[] power = entry.Input(), decibels = new float[power.Length];
        double reference = entry.Text("ref") is { } name ? name == "amax" ? power.Max() : throw new InvalidDataException($"{entry.Id}: ref '{name}' is not known here.") : entry.Number("ref") ?? 1;
        Decibels.FromPower(power, decibels, reference, entry.Number("amin") ?? 1e-10, entry.Number("top_db"));
        return decibels;
    }

    private static readonly GoldenEntry[] Entries = [.. GoldenEntry.ReadAll()];
}
