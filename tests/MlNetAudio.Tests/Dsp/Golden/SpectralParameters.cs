using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Tests.Dsp.Golden;

/// <summary>librosa's, torch's and Kaldi's parameters of a short-time Fourier transform as this library's options.</summary>
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

    /// <summary>Null: a window that is not offered.</summary>
    public static WindowFunction? Window(GoldenEntry entry) => WindowOf(entry.Text("window"));

    /// <summary>Null: a mode that is not offered.</summary>
    public static PadMode? PadMode(GoldenEntry entry) => PaddingOf(entry.Text("pad_mode"), MlNetAudio.Dsp.Transforms.PadMode.Constant);

    /// <summary>Of SciPy's name, torch's (hann_window) or Kaldi's (hanning). Null: a window that is not offered.</summary>
    public static WindowFunction? WindowOf(string? name) => name?.Replace("_window", "", StringComparison.Ordinal) switch
    {
        null or "hann" or "hanning" => WindowFunction.Hann,
        "boxcar" or "ones" or "rectangular" => WindowFunction.Rectangular,
        { } other => Enum.TryParse<WindowFunction>(other, ignoreCase: true, out var window) ? window : null,
    };

    /// <summary>Of numpy.pad's name. Null: a mode that is not offered.</summary>
    public static PadMode? PaddingOf(string? name, PadMode otherwise) => name is null ? otherwise : Enum.TryParse<PadMode>(name, ignoreCase: true, out var mode) ? mode : null;
}
