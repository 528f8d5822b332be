using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Golden;

/// <summary>librosa.feature.chroma_stft, tonnetz of a chroma, filters.chroma and estimate_tuning.</summary>
internal sealed class ChromaGolden : GoldenFunctions
{
    public override Func<float[]>? Compute(GoldenEntry entry) => entry.Function switch
    {
        "librosa.filters.chroma" when Normalization(entry, "norm", ChromaNormalization.Euclidean) is { } normalization => () => ChromaFilterBank.Create(
            entry.Integer("sr", 22_050), entry.Integer("n_fft", 2048), entry.Integer("n_chroma", 12), entry.Number("tuning") ?? 0, normalization,
            entry.Number("ctroct") ?? 5, OctaveWidth(entry), entry.Flag("base_c") ?? true),
        "librosa.feature.chroma_stft" when SpectralEntry.IsOffered(entry) && Normalization(entry, "norm", ChromaNormalization.Maximum) is { } normalization => () => new ChromaExtractor(
            SpectralEntry.Apply(ChromaOptions.Librosa, entry) with
            {
                Chromas = entry.Integer("n_chroma", 12),
                Tuning = entry.Number("tuning"),
                Normalization = normalization,
                CenterOctave = entry.Number("ctroct") ?? 5,
                OctaveWidth = OctaveWidth(entry),
                StartsAtC = entry.Flag("base_c") ?? true,
            }).Extract(entry.Input()).Values,
        "librosa.feature.tonnetz" when IsChroma(entry) => () => TonnetzExtractor.FromChroma(Matrix(entry)).Values,
        "librosa.estimate_tuning" when SpectralEntry.IsOffered(entry) => () => [(float)new TuningEstimator(
            SpectralEntry.Apply(TuningOptions.Librosa, entry, hopLength: null) with
            {
                Resolution = entry.Number("resolution") ?? 0.01,
                BinsPerOctave = entry.Integer("bins_per_octave", 12),
                MinimumFrequencyHz = entry.Number("fmin") ?? 150,
                MaximumFrequencyHz = entry.Number("fmax") ?? 4000,
                Threshold = entry.Number("threshold") ?? 0.1,
            }).Estimate(entry.Input())],
        _ => null,
    };

    internal static FeatureMatrix Matrix(GoldenEntry entry)
    {
        var input = Npy.Read(Path.Combine(entry.Directory, entry.InputName));
        var matrix = new FeatureMatrix(input.Shape[0], input.Shape[1]);
        input.Floats.CopyTo(matrix.Values, 0);
        return matrix;
    }

    /// <summary>Of a signal, librosa takes the constant-Q transform, which is not offered.</summary>
    private static bool IsChroma(GoldenEntry entry) => entry.InputName.Contains("chroma", StringComparison.Ordinal);

    private static double? OctaveWidth(GoldenEntry entry) => entry.Has("octwidth") ? entry.Number("octwidth") : 2;

    /// <summary>Null: not offered.</summary>
    private static ChromaNormalization? Normalization(GoldenEntry entry, string parameter, ChromaNormalization otherwise) => entry switch
    {
        _ when !entry.Has(parameter) => otherwise,
        _ when entry.Text(parameter) == "inf" => ChromaNormalization.Maximum,
        _ when entry.Number(parameter) == 1 => ChromaNormalization.Sum,
        _ when entry.Number(parameter) == 2 => ChromaNormalization.Euclidean,
        _ when entry.Number(parameter) is null && entry.Text(parameter) is null => ChromaNormalization.None,
        _ => null,
    };
}
