using System.Globalization;
using System.Text.RegularExpressions;
using MlNetAudio.Dsp.Features;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Golden;

/// <summary>librosa.pcen, of a spectrogram's file or of "melspectrogram(FILE, power=P) * 2**N".</summary>
internal sealed partial class PcenGolden : GoldenFunctions
{
    public override Func<float[]>? Compute(GoldenEntry entry) => entry.Function == "librosa.pcen" && SpectralEntry.IsOffered(entry) && (entry.Number("axis") ?? -1) is -1 or 1
        ? Mel().Match(entry.InputName) is { Success: true } mel ? () => OfSignal(entry, mel) : () => PcenExtractor.Normalize(ChromaGolden.Matrix(entry), Options(entry)).Values
        : null;

    private static float[] OfSignal(GoldenEntry entry, Match mel)
    {
        var options = Options(entry) with
        {
            Power = mel.Groups["power"].Success ? double.Parse(mel.Groups["power"].Value, CultureInfo.InvariantCulture) : 2,
            Scale = mel.Groups["bits"].Success ? Math.Pow(2, int.Parse(mel.Groups["bits"].Value, CultureInfo.InvariantCulture)) : 1,
        };
        return new PcenExtractor(options).Extract(Npy.Read(Path.Combine(entry.Directory, mel.Groups["file"].Value)).Floats).Values;
    }

    private static PcenOptions Options(GoldenEntry entry) => SpectralEntry.Apply(PcenOptions.Librosa, entry) with
    {
        MelBands = entry.Integer("n_mels", 128),
        Gain = entry.Number("gain") ?? 0.98,
        Bias = entry.Number("bias") ?? 2,
        CompressionExponent = entry.Number("power") ?? 0.5,
        TimeConstantSeconds = entry.Number("time_constant") ?? 0.4,
        Epsilon = entry.Number("eps") ?? 1e-6,
        Smoothing = entry.Number("b"),
        MaximumBands = entry.Integer("max_size", 1),
        InitialState = entry.Number("zi"),
    };

    [GeneratedRegex(@"^melspectrogram\((?<file>[^,)]+)(?:, power=(?<power>[0-9.]+))?\)(?: \* 2\*\*(?<bits>\d+))?$")]
    private static partial Regex Mel();
}
