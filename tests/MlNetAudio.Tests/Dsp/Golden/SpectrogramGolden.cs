using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Tests.Dsp.Golden;

/// <summary>librosa.stft, melspectrogram and power_to_db.</summary>
internal sealed class SpectrogramGolden : GoldenFunctions
{
    public override Func<float[]>? Compute(GoldenEntry entry) => entry.Function switch
    {
        "librosa.stft" when SpectralParameters.Window(entry) is not null && SpectralParameters.PadMode(entry) is not null => () => StftPart(entry),
        _ when entry.Function.StartsWith("librosa.istft(librosa.stft(", StringComparison.Ordinal) => () => RoundTrip(entry),
        "librosa.feature.melspectrogram" when PlainStft(entry) && (entry.Number("power") ?? 2) == 2 => () => Array.ConvertAll(new LogMelExtractor(LogMel(entry)).ExtractPower(entry.Input()), value => (float)value),
        "librosa.power_to_db" => () => PowerToDecibels(entry),
        _ => null,
    };

    private static bool PlainStft(GoldenEntry entry) =>
        entry.Flag("center") != false && (entry.Text("pad_mode") ?? "constant") == "constant" && (entry.Text("window") ?? "hann") == "hann"
        && entry.Integer("win_length", FftLength(entry)) == FftLength(entry) && FftLength(entry) % 2 == 0;

    private static int FftLength(GoldenEntry entry) => entry.Integer("n_fft", 2048);

    private static LogMelOptions LogMel(GoldenEntry entry) => new()
    {
        SampleRateHz = entry.Integer("sr"),
        FftLength = FftLength(entry),
        HopLength = entry.Integer("hop_length", 512),
        MelBands = entry.Integer("n_mels", 128),
        MinimumFrequencyHz = entry.Number("fmin") ?? 0,
        MaximumFrequencyHz = entry.Number("fmax"),
        MelScale = FilterGolden.Scale(entry),
        MelNormalization = FilterGolden.Normalization(entry),
    };

    /// <summary>[bins, frames]: magnitudes, unless the entry's note asks for one part.</summary>
    private static float[] StftPart(GoldenEntry entry)
    {
        var spectra = new Stft(SpectralParameters.Stft(entry)).Forward(entry.Input());
        return entry.Note switch { "real part" => spectra.Re, "imaginary part" => spectra.Im, _ => spectra.Magnitude() };
    }

    private static float[] RoundTrip(GoldenEntry entry)
    {
        var stft = new Stft(SpectralParameters.Stft(entry));
        return stft.Inverse(stft.Forward(entry.Input()), entry.Integer("length"));
    }

    private static float[] PowerToDecibels(GoldenEntry entry)
    {
        float[] power = entry.Input(), decibels = new float[power.Length];
        double reference = entry.Text("ref") is { } name ? name == "amax" ? power.Max() : throw new InvalidDataException($"{entry.Id}: ref '{name}' is not known here.") : entry.Number("ref") ?? 1;
        Decibels.FromPower(power, decibels, reference, entry.Number("amin") ?? 1e-10, entry.Number("top_db"));
        return decibels;
    }
}
