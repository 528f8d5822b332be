using MlNetAudio.Dsp.Features;
using MlNetAudio.Onnx.Format;
using MlNetAudio.Onnx.FrontEnd;

namespace MlNetAudio.Onnx.Export;

/// <summary>
/// waveform [batch, samples] → [batch, 4]: mean and population standard deviation over the frames of RMS and ZCR, in the order rms_mean, rms_std, zcr_mean, zcr_std.
/// Any clip length from one sample on. The numbers of <see cref="AudioStatisticsExtractor"/> to the last bit.
/// </summary>
public sealed record AudioStatisticsFrontEnd : AudioFrontEnd
{
    public RmsOptions Rms { get; init; } = new();

    public ZcrOptions Zcr { get; init; } = new();

    internal override string Description => $"mean and deviation of RMS (frame {Rms.FrameLength}, hop {Rms.HopLength}) and of zero-crossing rate (frame {Zcr.FrameLength}, hop {Zcr.HopLength})";

    internal override int? FixedClipSamples => null;

    /// <exception cref="ArgumentException">Rms or Zcr ask for more than other lengths of frames and hops.</exception>
    internal override FeatureValue Append(GraphBuilder graph, string input) => FeatureSetGraph.Append(
        graph, nameof(AudioStatisticsFrontEnd), SampleRateHz, new() { Features = [Rms, Zcr], Statistics = [Statistic.Mean, Statistic.Deviation] }, input);
}
