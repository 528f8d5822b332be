using Microsoft.ML.Data;

namespace MlNetAudio.Tests.MlNet;

/// <summary>RMS mean, RMS deviation, ZCR mean, ZCR deviation of a clip.</summary>
public sealed class VoiceRow
{
    public bool Label { get; set; }

    [VectorType(4)]
    public float[] Features { get; set; } = [];

    public float Weight { get; set; } = 1;
}
