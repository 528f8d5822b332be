using MlNetAudio.Dsp.Features;
using MlNetAudio.Onnx.Format;
using MlNetAudio.Onnx.FrontEnd;

namespace MlNetAudio.Onnx.Export;

/// <summary>
/// waveform [batch, samples] → [batch, 4]: mean and population standard deviation over the frames of RMS and ZCR, in the order rms_mean, rms_std, zcr_mean, zcr_std.
/// Any clip length from one sample on.
/// </summary>
public sealed record AudioStatisticsFrontEnd : AudioFrontEnd
{
    public RmsOptions Rms { get; init; } = new();

    public ZcrOptions Zcr { get; init; } = new();

    internal override string Description => $"mean and deviation of RMS (frame {Rms.FrameLength}, hop {Rms.HopLength}) and of zero-crossing rate (frame {Zcr.FrameLength}, hop {Zcr.HopLength})";

    internal override int? FixedClipSamples => null;

    /// <exception cref="ArgumentException">Rms or Zcr ask for more than other lengths of frames and hops.</exception>
    internal override FeatureValue Append(GraphBuilder graph, string waveform)
    {
        var (rms, zcr) = (new RmsOptions(), new ZcrOptions());
        RefuseOther("Rms.Centered", Rms.Centered, rms.Centered);
        RefuseOther("Rms.PadMode", Rms.PadMode, rms.PadMode);
        RefuseOther("Zcr.Centered", Zcr.Centered, zcr.Centered);
        RefuseOther("Zcr.PadMode", Zcr.PadMode, zcr.PadMode);
        RefuseOther("Zcr.Threshold", Zcr.Threshold, zcr.Threshold);
        RefuseOther("Zcr.ZeroIsPositive", Zcr.ZeroIsPositive, zcr.ZeroIsPositive);
        RefuseOther("Zcr.CountFirstSample", Zcr.CountFirstSample, zcr.CountFirstSample);
        return AudioStatisticsGraph.Append(graph, this, waveform);
    }

    /// <summary>The graph is built for the default alone: with another value, the exported model would see other numbers than it was trained on.</summary>
    private static void RefuseOther<T>(string name, T value, T supported) where T : notnull
    {
        if (!value.Equals(supported))
            throw new ArgumentException(FormattableString.Invariant($"AudioStatisticsFrontEnd.{name} must be {supported}, got {value}: the exported graph computes nothing else."));
    }
}
