using MlNetAudio.Dsp.Transforms;

namespace MlNetAudio.Dsp.Features;

/// <summary>How a signal is cut into frames for its zero-crossing rate, and what a crossing is. The defaults are librosa's but for the frame, 2048 there.</summary>
public sealed record ZcrOptions : IFeatureOptions
{
    /// <summary>Samples.</summary>
    public int FrameLength { get; init => field = Require.Positive(value); } = 1024;

    /// <summary>Samples.</summary>
    public int HopLength { get; init => field = Require.Positive(value); } = 512;

    /// <summary>Frame t is centred at sample t·hop, the signal being padded by half a frame; else it begins there, and a signal shorter than a frame is an error.</summary>
    public bool Centered { get; init; } = true;

    /// <summary>librosa repeats the edge samples, so that padding never crosses zero.</summary>
    public PadMode PadMode { get; init; } = PadMode.Edge;

    /// <summary>Samples of at most this magnitude count as zero.</summary>
    public double Threshold { get; init => field = Require.NotNegative(value); } = 1e-10;

    /// <summary>Zero has the sign of positive samples: zero_pos. Else it is a third sign, and a step between it and any other sample is a crossing.</summary>
    public bool ZeroIsPositive { get; init; } = true;

    /// <summary>The first sample of every frame counts as a crossing: pad.</summary>
    public bool CountFirstSample { get; init; }

    /// <inheritdoc/>
    public IFeatureExtractor CreateExtractor() => new ZcrExtractor(this);
}
