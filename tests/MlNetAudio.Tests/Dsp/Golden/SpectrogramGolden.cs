using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Tests.Dsp.Golden;

/// <summary>librosa.stft.</summary>
internal sealed class SpectrogramGolden : GoldenFunctions
{
    public override Func<float[]>? Compute(GoldenEntry entry) => entry.Function switch
    {
        "librosa.stft" when PlainStft(entry) => () => StftPart(entry),
        _ => null,
    };

    private static bool PlainStft(GoldenEntry entry) =>
        entry.Flag("center") != false && (entry.Text("pad_mode") ?? "constant") == "constant" && (entry.Text("window") ?? "hann") == "hann"
        && entry.Integer("win_length", FftLength(entry)) == FftLength(entry) && FftLength(entry) % 2 == 0;

    private static int FftLength(GoldenEntry entry) => entry.Integer("n_fft", 2048);

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
}
