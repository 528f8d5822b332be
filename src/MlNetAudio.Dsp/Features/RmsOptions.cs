using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>How a signal is cut into frames for its root mean square. The defaults are librosa's but for the frame, 2048 there.</summary>
public sealed record RmsOptions : IFeatureOptions
{
    /// <summary>Samples.</summary>
    public int FrameLength { get; init => field = Require.Positive(value); } = 1024;

    /// <summary>Samples.</summary>
    public int HopLength { get; init => field = Require.Positive(value); } = 512;

    /// <summary>Frame t is centred at sample t·hop, the signal being padded by half a frame; else it begins there, and a signal shorter than a frame is an error.</summary>
    public bool Centered { get; init; } = true;

    public PadMode PadMode { get; init; } = PadMode.Constant;

    /// <inheritdoc/>
    public IFeatureExtractor CreateExtractor() => new RmsExtractor(this);
}
