using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Tests.Dsp.Golden;

/// <summary>librosa.stft, melspectrogram and power_to_db.</summary>
internal sealed class SpectrogramGolden : GoldenFunctions
{
    public override Func<float[]>? Compute(GoldenEntry entry) => entry.Function switch
    {
        "librosa.stft" when PlainStft(entry) => () => StftPart(entry),
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
        Func<double, double, double> part = entry.Note switch { "real part" => (re, _) => re, "imaginary part" => (_, im) => im, _ => (re, im) => Math.Sqrt(re * re + im * im) };
        var stft = new Stft(new() { FftLength = FftLength(entry), HopLength = entry.Integer("hop_length", FftLength(entry) / 4) });
        float[] signal = entry.Input(), padded = new float[stft.Frames.Span(Stft.Lanes)];
        int frames = stft.Frames.Count(signal.Length);
        float[] values = new float[stft.Bins * frames];
        using var workspace = stft.NewWorkspace();
        for (int first = 0; first < frames; first += Stft.Lanes)
        {
            int block = Math.Min(Stft.Lanes, frames - first);
            stft.Transform(stft.Frames.Cut(signal, first, block, padded), block, workspace);
            for (int bin = 0; bin < stft.Bins; bin++)
                for (int lane = 0; lane < block; lane++)
                    values[bin * frames + first + lane] = (float)part(workspace.Re[bin * Stft.Lanes + lane], workspace.Im[bin * Stft.Lanes + lane]);
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
}
