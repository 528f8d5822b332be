using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Golden;

/// <summary>librosa.feature.melspectrogram, mfcc and delta, librosa.power_to_db and its kin.</summary>
internal sealed class MelGolden : GoldenFunctions
{
    public override Func<float[]>? Compute(GoldenEntry entry) => entry.Function switch
    {
        "librosa.feature.melspectrogram" when Offered(entry, "norm") => () => new MelSpectrogramExtractor(With(MelSpectrogramOptions.Librosa, entry, "norm")).Extract(entry.Input()).Values,
        "librosa.feature.mfcc" when Offered(entry, "mel_norm") => () => Mfcc(entry),
        "librosa.feature.delta" when Edges(entry) is not null && entry.Number("axis") is null or -1 => () => Delta(entry),
        "librosa.power_to_db" when Reference(entry) is { } reference => () => Decibel(entry, power => Decibels.FromPower(power, power, reference(power), entry.Number("amin") ?? 1e-10, TopDecibels(entry))),
        "librosa.amplitude_to_db" when Reference(entry) is { } reference => () =>
            Decibel(entry, amplitude => Decibels.FromAmplitude(amplitude, amplitude, reference(amplitude), entry.Number("amin") ?? 1e-5, TopDecibels(entry))),
        "librosa.db_to_power" => () => Decibel(entry, decibels => Decibels.ToPower(decibels, decibels, entry.Number("ref") ?? 1)),
        "librosa.db_to_amplitude" => () => Decibel(entry, decibels => Decibels.ToAmplitude(decibels, decibels, entry.Number("ref") ?? 1)),
        _ => null,
    };

    private static bool Offered(GoldenEntry entry, string norm) =>
        FilterGolden.Normalization(entry, norm) is not null && SpectralParameters.WindowOf(entry.Text("window")) is not null && SpectralParameters.PaddingOf(entry.Text("pad_mode"), PadMode.Constant) is not null;

    private static T With<T>(T options, GoldenEntry entry, string norm) where T : MelOptions => (T)(options with
    {
        SampleRateHz = entry.Integer("sr", 22_050),
        FftLength = entry.Integer("n_fft", 2048),
        HopLength = entry.Integer("hop_length", 512),
        WindowLength = (int?)entry.Number("win_length"),
        Window = SpectralParameters.WindowOf(entry.Text("window"))!.Value,
        Centered = entry.Flag("center") != false,
        PadMode = SpectralParameters.PaddingOf(entry.Text("pad_mode"), PadMode.Constant)!.Value,
        Power = entry.Number("power") ?? 2,
        MelBands = entry.Integer("n_mels", 128),
        MinimumFrequencyHz = entry.Number("fmin") ?? 0,
        MaximumFrequencyHz = entry.Number("fmax"),
        MelScale = FilterGolden.Scale(entry),
        MelNormalization = FilterGolden.Normalization(entry, norm)!.Value,
        AllowSilentBands = true,
    });

    private static float[] Mfcc(GoldenEntry entry) => new MfccExtractor(With(MfccOptions.Librosa, entry, "mel_norm") with
    {
        Coefficients = entry.Integer("n_mfcc", 20),
        DctType = (DctType)entry.Integer("dct_type", 2),
        OrthonormalDct = !entry.Has("norm") || entry.Text("norm") == "ortho",
        Lifter = entry.Number("lifter") ?? 0,
    }).Extract(entry.Input()).Values;

    private static float[] Delta(GoldenEntry entry)
    {
        var delta = new Delta(new() { Width = entry.Integer("width", 9), Order = entry.Integer("order", 1), Degree = (int?)entry.Number("polyorder"), Edges = Edges(entry)!.Value });
        return delta.Apply(Matrix(entry.Input(), frames: Npy.Read(entry.FilePath).Shape[^1])).Values;
    }

    private static DeltaEdges? Edges(GoldenEntry entry) => entry.Text("mode") switch
    {
        null or "interp" => DeltaEdges.Interpolate,
        { } mode => Enum.TryParse<DeltaEdges>(mode, ignoreCase: true, out var edges) ? edges : null,
    };

    internal static FeatureMatrix Matrix(float[] values, int frames)
    {
        var matrix = new FeatureMatrix(values.Length / frames, frames);
        values.CopyTo(matrix.Values, 0);
        return matrix;
    }

    /// <summary>The reference for given values, null being their maximum. Null: a function that is not offered.</summary>
    private static Func<float[], double?>? Reference(GoldenEntry entry) => entry.Text("ref") switch
    {
        null => _ => entry.Number("ref") ?? 1,
        "amax" or "max" => _ => null,
        _ => null,
    };

    /// <summary>80 unless said otherwise; null says none.</summary>
    private static double? TopDecibels(GoldenEntry entry) => entry.Has("top_db") ? entry.Number("top_db") : 80;

    private static float[] Decibel(GoldenEntry entry, Action<float[]> convertInPlace)
    {
        float[] values = entry.Input();
        convertInPlace(values);
        return values;
    }
}
