using MlNetAudio.Dsp.Effects;
using MlNetAudio.Dsp.Features;
using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Golden;

/// <summary>torchaudio.transforms and torchaudio.functional.</summary>
internal sealed class TorchaudioGolden : GoldenFunctions
{
    public override Func<float[]>? Compute(GoldenEntry entry) => entry.Function switch
    {
        "torchaudio.transforms.Spectrogram" when entry.Flag("onesided") != false && entry.Number("power") is not null && Offered(entry, "") => () =>
            new SpectrogramExtractor(Spectral(SpectrogramOptions.Torchaudio, entry, "") with { Power = entry.Number("power")!.Value, Normalization = Normalization(entry, "") }).Extract(Padded(entry, "")).Values,
        "torchaudio.transforms.MelSpectrogram" when Offered(entry, "") => () => new MelSpectrogramExtractor(Mel(MelSpectrogramOptions.Torchaudio, entry, "")).Extract(Padded(entry, "")).Values,
        "torchaudio.transforms.MFCC" when Offered(entry, "melkwargs.") => () => new MfccExtractor(Mfcc(entry)).Extract(Padded(entry, "melkwargs.")).Values,
        "torchaudio.transforms.AmplitudeToDB" => () => Decibel(entry),
        "torchaudio.transforms.MuLawEncoding" => () => Array.ConvertAll(entry.Input(), sample => (float)MuLaw.Encode(sample, entry.Integer("quantization_channels", 256))),
        "torchaudio.transforms.MuLawDecoding" => () => Array.ConvertAll(entry.Input(), code => MuLaw.Decode((int)code, entry.Integer("quantization_channels", 256))),
        "torchaudio.transforms.ComputeDeltas" when Edges(entry) is { } edges => () =>
            new Delta(new() { Width = (entry.Integer("win_length", 5) - 1) / 2 * 2 + 1, Edges = edges }).Apply(MelGolden.Matrix(entry.Input(), Npy.Read(entry.FilePath).Shape[^1])).Values,
        "torchaudio.transforms.SlidingWindowCmn" => () => CepstralMean(entry),
        "torchaudio.transforms.SpectralCentroid" when Offered(entry, "") => () => Centroid(entry),
        "torchaudio.functional.lowpass_biquad" => () => BiquadFilter.LowPass(entry.Integer("sample_rate"), entry.Number("cutoff_freq")!.Value, entry.Number("Q") ?? 0.707).Apply(entry.Input(), clamp: true),
        "torchaudio.functional.highpass_biquad" => () => BiquadFilter.HighPass(entry.Integer("sample_rate"), entry.Number("cutoff_freq")!.Value, entry.Number("Q") ?? 0.707).Apply(entry.Input(), clamp: true),
        _ => null,
    };

    /// <param name="inside">"melkwargs.", where the parameters are those of the transform inside another.</param>
    private static bool Offered(GoldenEntry entry, string inside) =>
        SpectralParameters.WindowOf(entry.Text(inside + "window_fn")) is not null && SpectralParameters.PaddingOf(entry.Text(inside + "pad_mode"), PadMode.Reflect) is not null && entry.Number(inside + "wkwargs.periodic") is null
        && entry.Flag(inside + "wkwargs.periodic") != false;

    private static T Spectral<T>(T options, GoldenEntry entry, string inside) where T : SpectralOptions
    {
        int fftLength = entry.Integer(inside + "n_fft", 400), window = entry.Integer(inside + "win_length", fftLength);
        return (T)(options with
        {
            SampleRateHz = entry.Integer("sample_rate", entry.Integer("sr", 16_000)),
            FftLength = fftLength,
            HopLength = entry.Integer(inside + "hop_length", window / 2),
            WindowLength = window,
            Window = SpectralParameters.WindowOf(entry.Text(inside + "window_fn"))!.Value,
            Centered = entry.Flag(inside + "center") != false,
            PadMode = SpectralParameters.PaddingOf(entry.Text(inside + "pad_mode"), PadMode.Reflect)!.Value,
        });
    }

    private static T Mel<T>(T options, GoldenEntry entry, string inside) where T : MelOptions => (T)(Spectral(options, entry, inside) with
    {
        Power = entry.Number(inside + "power") ?? 2,
        MelBands = entry.Integer(inside + "n_mels", 128),
        MinimumFrequencyHz = entry.Number(inside + "f_min") ?? 0,
        MaximumFrequencyHz = entry.Number(inside + "f_max"),
        MelScale = entry.Text(inside + "mel_scale") == "slaney" ? MelScale.Slaney : MelScale.Htk,
        MelNormalization = entry.Text(inside + "norm") == "slaney" ? MelNormalization.Slaney : MelNormalization.None,
        SpectrumNormalization = Normalization(entry, inside),
        AllowSilentBands = true,
    });

    private static MfccOptions Mfcc(GoldenEntry entry)
    {
        var options = Mel(MfccOptions.Torchaudio, entry, "melkwargs.") with
        {
            Coefficients = entry.Integer("n_mfcc", 40),
            DctType = (DctType)entry.Integer("dct_type", 2),
            OrthonormalDct = !entry.Has("norm") || entry.Text("norm") == "ortho",
        };
        return entry.Flag("log_mels") == true ? options with { Logarithm = MelLogarithm.NaturalWithOffset, MinimumPower = 1e-6 } : options;
    }

    private static SpectrumNormalization Normalization(GoldenEntry entry, string inside) =>
        entry.Text(inside + "normalized") == "frame_length" ? SpectrumNormalization.FrameLength
        : entry.Flag(inside + "normalized") == true || entry.Text(inside + "normalized") == "window" ? SpectrumNormalization.Window : SpectrumNormalization.None;

    /// <summary>pad: zeros on both sides before anything else.</summary>
    private static float[] Padded(GoldenEntry entry, string inside)
    {
        float[] zeros = new float[entry.Integer(inside + "pad", 0)];
        return [.. zeros, .. entry.Input(), .. zeros];
    }

    private static float[] Decibel(GoldenEntry entry)
    {
        float[] values = entry.Input();
        if (entry.Text("stype") == "magnitude") Decibels.FromAmplitude(values, values, reference: 1, minimum: 1e-10, entry.Number("top_db"));
        else Decibels.FromPower(values, values, reference: 1, minimum: 1e-10, entry.Number("top_db"));
        return values;
    }

    private static DeltaEdges? Edges(GoldenEntry entry) => entry.Text("mode") switch
    {
        null or "replicate" => DeltaEdges.Nearest,
        "reflect" => DeltaEdges.Mirror,
        "constant" => DeltaEdges.Constant,
        "circular" => DeltaEdges.Wrap,
        _ => null,
    };

    /// <summary>Input and output are [frames, features]; a note on the input says when its file is [features, frames].</summary>
    private static float[] CepstralMean(GoldenEntry entry)
    {
        var normalization = new CepstralMeanNormalization(new()
        {
            Window = entry.Integer("cmn_window", 600),
            MinimumWindow = entry.Integer("min_cmn_window", 100),
            Centered = entry.Flag("center") == true,
            NormalizeVariance = entry.Flag("norm_vars") == true,
        });
        int frames = Npy.Read(entry.FilePath).Shape[^2];
        string file = Path.Combine(entry.Directory, entry.InputName.Split(' ')[0]);
        float[] values = Npy.Read(file).Floats;
        if (!entry.InputName.EndsWith(" transposed", StringComparison.Ordinal)) values = Transposed(values, columns: values.Length / frames);
        return Transposed(normalization.Apply(MelGolden.Matrix(values, frames)).Values, columns: frames);
    }

    internal static float[] Transposed(float[] values, int columns)
    {
        float[] transposed = new float[values.Length];
        int rows = values.Length / columns;
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++) transposed[column * rows + row] = values[row * columns + column];
        return transposed;
    }

    /// <summary>torchaudio divides by zero where all is silent, and its frequencies end at ⌊rate / 2⌋.</summary>
    private static float[] Centroid(GoldenEntry entry)
    {
        var centroid = new SpectralCentroidExtractor(Spectral(SpectralCentroidOptions.Torchaudio, entry, "")).Extract(Padded(entry, ""));
        int rate = entry.Integer("sample_rate", 16_000);
        return Array.ConvertAll(centroid.Values, hertz => hertz == 0 ? float.NaN : hertz * (rate / 2) / (rate / 2f));
    }
}
