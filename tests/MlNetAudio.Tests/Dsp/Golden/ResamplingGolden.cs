using MlNetAudio.Dsp.Transforms;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Golden;

/// <summary>librosa.resample.</summary>
internal sealed class ResamplingGolden : GoldenFunctions
{
    public override Func<float[]>? Compute(GoldenEntry entry) => entry.Function switch
    {
        "librosa.resample" when entry.Text("res_type") == "soxr_hq" && entry.Flag("scale") != true => () => new Resampler(entry.Integer("orig_sr"), entry.Integer("target_sr")).Resample(entry.Input()),
        _ => null,
    };

    public override (bool Passes, string Measure)? Judge(GoldenEntry entry, Npy expected, ReadOnlySpan<float> actual)
    {
        double decibels = SignalToNoise.InnerDecibels(expected.Floats, actual);
        return (decibels >= 60, FormattableString.Invariant($"SNR {decibels:f1} dB, at least 60"));
    }
}
