using MlNetAudio.Dsp.Features;

namespace MlNetAudio.Tests.Dsp.Golden;

/// <summary>Features of the samples of a frame: librosa.feature.rms and zero_crossing_rate.</summary>
internal sealed class FrameGolden : GoldenFunctions
{
    public override Func<float[]>? Compute(GoldenEntry entry) => entry.Function switch
    {
        "librosa.feature.rms" when entry.Flag("center") != false && (entry.Text("pad_mode") ?? "constant") == "constant" =>
            () => new RmsExtractor(new() { FrameLength = entry.Integer("frame_length", 2048), HopLength = entry.Integer("hop_length", 512) }).Extract(entry.Input()).Values,
        "librosa.feature.zero_crossing_rate" when entry.Flag("center") != false =>
            () => new ZcrExtractor(new() { FrameLength = entry.Integer("frame_length", 2048), HopLength = entry.Integer("hop_length", 512) }).Extract(entry.Input()).Values,
        _ => null,
    };
}
