using MlNetAudio.Dsp.Features;

namespace MlNetAudio.Tests.Dsp.Golden;

/// <summary>librosa's parameters of a feature of spectra as this library's options.</summary>
internal static class SpectralEntry
{
    /// <summary>What librosa takes in place of the signal, or of what follows from it.</summary>
    private static readonly string[] Substitutes = ["freq", "centroid", "ref", "feature", "onset_envelope", "energy", "prior", "tg", "max_axis"];

    /// <summary>Whether the window and padding are ones that this library has, and nothing is handed over ready-made.</summary>
    public static bool IsOffered(GoldenEntry entry) =>
        SpectralParameters.Window(entry) is not null && SpectralParameters.PadMode(entry) is not null
        && Array.TrueForAll(Substitutes, name => entry.Number(name) is null && entry.Text(name) is null);

    /// <param name="hopLength">Where the entry has none; null: a quarter of the window.</param>
    public static T Apply<T>(T options, GoldenEntry entry, int? hopLength = 512) where T : SpectralOptions
    {
        int fftLength = entry.Integer("n_fft", 2048);
        int? windowLength = (int?)entry.Number("win_length");
        return options with
        {
            SampleRateHz = entry.Integer("sr", 22_050),
            FftLength = fftLength,
            WindowLength = windowLength,
            HopLength = entry.Integer("hop_length", hopLength ?? (windowLength ?? fftLength) / 4),
            Window = SpectralParameters.Window(entry)!.Value,
            Centered = entry.Flag("center") ?? true,
            PadMode = SpectralParameters.PadMode(entry)!.Value,
        };
    }
}
