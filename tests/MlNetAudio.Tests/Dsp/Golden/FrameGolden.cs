using MlNetAudio.Dsp.Features;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Dsp.Golden;

/// <summary>Features of the samples of a frame: librosa.feature.rms and zero_crossing_rate.</summary>
internal sealed class FrameGolden : GoldenFunctions
{
    public override Func<float[]>? Compute(GoldenEntry entry) => entry.Function switch
    {
        "librosa.feature.rms" => () => Rms(entry),
        "librosa.feature.zero_crossing_rate" => () => new ZcrExtractor(new()
        {
            FrameLength = entry.Integer("frame_length", 2048),
            HopLength = entry.Integer("hop_length", 512),
            Centered = entry.Flag("center") ?? true,
            Threshold = (entry.Number("threshold") ?? 1e-10) * (entry.Number("ref_magnitude") ?? 1),
            ZeroIsPositive = entry.Flag("zero_pos") ?? true,
            CountFirstSample = entry.Flag("pad") ?? false,
        }).Extract(entry.Input()).Values,
        _ => null,
    };

    /// <summary>Of a signal [samples], or of a spectrogram [bins, frames].</summary>
    private static float[] Rms(GoldenEntry entry)
    {
        var input = Npy.Read(Path.Combine(entry.Directory, entry.InputName));
        int frameLength = entry.Integer("frame_length", 2048);
        if (input.Shape.Length == 1)
            return new RmsExtractor(new()
            {
                FrameLength = frameLength,
                HopLength = entry.Integer("hop_length", 512),
                Centered = entry.Flag("center") ?? true,
                PadMode = SpectralParameters.PadMode(entry)!.Value,
            }).Extract(input.Floats).Values;
        var magnitudes = new FeatureMatrix(input.Shape[^2], input.Shape[^1]);
        input.Floats.CopyTo(magnitudes.Values, 0);
        return RmsExtractor.FromSpectrogram(magnitudes, frameLength).Values;
    }
}
