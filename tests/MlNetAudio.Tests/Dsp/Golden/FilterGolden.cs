using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Tests.Dsp.Golden;

/// <summary>Windows, filter banks and cosine transforms: librosa.filters, librosa.mel_frequencies, scipy.fft.dct.</summary>
internal sealed class FilterGolden : GoldenFunctions
{
    public override Func<float[]>? Compute(GoldenEntry entry) => entry.Function switch
    {
        "librosa.filters.mel" when Normalization(entry) is { } normalization => () => MelFilterBank.Create(
            entry.Integer("sr"), entry.Integer("n_fft"), entry.Integer("n_mels", 128), entry.Number("fmin") ?? 0, entry.Number("fmax") ?? entry.Integer("sr") / 2.0, Scale(entry), normalization, beyondNyquist: true),
        "librosa.mel_frequencies" => () => Rounded(MelFilterBank.Frequencies(entry.Integer("n_mels", 128), entry.Number("fmin") ?? 0, entry.Number("fmax") ?? 11_025, Scale(entry))),
        "librosa.filters.get_window" when SpectralParameters.WindowOf(entry.Text("window")) is { } window => () =>
            Rounded(entry.Flag("fftbins") == false ? Window.Symmetric(window, entry.Integer("Nx")) : Window.Periodic(window, entry.Integer("Nx"))),
        _ when entry.Function.StartsWith("scipy.fft.dct(", StringComparison.Ordinal) => () =>
            Rounded(new Dct(entry.Integer("n_mels"), entry.Integer("n_mfcc"), (DctType)entry.Integer("type", 2), entry.Text("norm") == "ortho").Matrix.ToArray()),
        _ => null,
    };

    internal static MelScale Scale(GoldenEntry entry) => entry.Flag("htk") == true ? MelScale.Htk : MelScale.Slaney;

    /// <summary>Null: a norm that is not offered.</summary>
    internal static MelNormalization? Normalization(GoldenEntry entry, string parameter = "norm") =>
        !entry.Has(parameter) || entry.Text(parameter) == "slaney" ? MelNormalization.Slaney
        : entry.Text(parameter) == "inf" ? MelNormalization.UnitPeak
        : entry.Number(parameter) switch { null when entry.Text(parameter) is null => MelNormalization.None, 1 => MelNormalization.UnitSum, 2 => MelNormalization.UnitLength, _ => null };

    private static float[] Rounded(double[] values) => Array.ConvertAll(values, value => (float)value);
}
