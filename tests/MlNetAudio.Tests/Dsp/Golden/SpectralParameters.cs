using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Tests.Dsp.Golden;

/// <summary>librosa's parameters of a short-time Fourier transform as this library's options.</summary>
internal static class SpectralParameters
{
    public static StftOptions Stft(GoldenEntry entry) => new()
    {
        FftLength = entry.Integer("n_fft", 2048),
        WindowLength = (int?)entry.Number("win_length"),
        HopLength = (int?)entry.Number("hop_length"),
        Window = Window(entry) ?? throw new InvalidDataException($"{entry.Id}: window '{entry.Text("window")}' is not offered."),
        Centered = entry.Flag("center") ?? true,
        PadMode = PadMode(entry) ?? throw new InvalidDataException($"{entry.Id}: pad_mode '{entry.Text("pad_mode")}' is not offered."),
    };

    /// <summary>Null: not offered.</summary>
    public static WindowFunction? Window(GoldenEntry entry) => (entry.Text("window") ?? "hann") switch
    {
        "hann" => WindowFunction.Hann,
        "hamming" => WindowFunction.Hamming,
        "blackman" => WindowFunction.Blackman,
        "boxcar" or "ones" or "rectangular" => WindowFunction.Rectangular,
        _ => null,
    };

    /// <summary>Null: not offered.</summary>
    public static PadMode? PadMode(GoldenEntry entry) => Enum.TryParse(entry.Text("pad_mode") ?? "constant", ignoreCase: true, out PadMode mode) ? mode : null;
}
