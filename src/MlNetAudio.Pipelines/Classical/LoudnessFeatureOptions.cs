using MlNetAudio.Onnx.Export;

namespace MlNetAudio.Pipelines.Classical;

/// <summary>Mean and standard deviation over time of RMS and zero-crossing rate: the seed baseline's four numbers.</summary>
public sealed record LoudnessFeatureOptions : ClassicalFeatureOptions
{
    /// <summary>Samples.</summary>
    public int FrameLength { get; init => field = Positive(value, nameof(FrameLength)); } = 1024;

    /// <summary>Samples.</summary>
    public int HopLength { get; init => field = Positive(value, nameof(HopLength)); } = 512;

    internal override AudioFrontEnd FrontEnd(int sampleRateHz) => new AudioStatisticsFrontEnd
    {
        SampleRateHz = sampleRateHz,
        Rms = new() { FrameLength = FrameLength, HopLength = HopLength },
        Zcr = new() { FrameLength = FrameLength, HopLength = HopLength },
    };
}
