using MlNetAudio.Dsp.Effects;

namespace MlNetAudio.Tests.Dsp.Golden;

/// <summary>librosa.effects that keep or cut samples.</summary>
internal sealed class EffectsGolden : GoldenFunctions
{
    public override Func<float[]>? Compute(GoldenEntry entry) => entry.Function switch
    {
        "librosa.effects.trim" when OfMaximum(entry) => () => Borders([Silence.Trim(entry.Input(), Options(entry))]),
        "librosa.effects.split" when OfMaximum(entry) => () => Borders(Silence.Split(entry.Input(), Options(entry))),
        "librosa.effects.preemphasis" => () => PreEmphasis.Apply(entry.Input(), entry.Number("coef") ?? 0.97),
        "librosa.effects.deemphasis" => () => PreEmphasis.Undo(entry.Input(), entry.Number("coef") ?? 0.97),
        _ => null,
    };

    private static bool OfMaximum(GoldenEntry entry) => entry.Text("ref") is null or "amax" or "max";

    private static SilenceOptions Options(GoldenEntry entry) => new()
    {
        TopDecibels = entry.Number("top_db") ?? 60,
        FrameLength = entry.Integer("frame_length", 2048),
        HopLength = entry.Integer("hop_length", 512),
    };

    private static float[] Borders(IReadOnlyList<Range> ranges) => [.. ranges.SelectMany(range => new float[] { range.Start.Value, range.End.Value })];
}
