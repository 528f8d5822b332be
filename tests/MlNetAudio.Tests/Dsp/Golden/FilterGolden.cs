using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Tests.Dsp.Golden;

/// <summary>Windows and filter banks: librosa.filters.</summary>
internal sealed class FilterGolden : GoldenFunctions
{
    public override Func<float[]>? Compute(GoldenEntry entry) => entry.Function switch
    {
        "librosa.filters.mel" => () => MelFilterBank.Create(
            entry.Integer("sr"), entry.Integer("n_fft"), entry.Integer("n_mels", 128), entry.Number("fmin") ?? 0, entry.Number("fmax") ?? entry.Integer("sr") / 2.0, Scale(entry), Normalization(entry)),
        "librosa.mel_frequencies" => () => Array.ConvertAll(
            MelFilterBank.Frequencies(entry.Integer("n_mels"), entry.Number("fmin") ?? 0, entry.Number("fmax") ?? 11_025, Scale(entry)), value => (float)value),
        "librosa.filters.get_window" when entry.Text("window") == "hann" && entry.Flag("fftbins") != false => () => Array.ConvertAll(Window.Periodic(WindowFunction.Hann, entry.Integer("Nx")), value => (float)value),
        _ => null,
    };

    internal static MelScale Scale(GoldenEntry entry) => entry.Flag("htk") == true ? MelScale.Htk : MelScale.Slaney;

    internal static MelNormalization Normalization(GoldenEntry entry) => !entry.Has("norm") || entry.Text("norm") == "slaney" ? MelNormalization.Slaney : MelNormalization.None;
}
