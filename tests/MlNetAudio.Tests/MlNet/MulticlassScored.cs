using Microsoft.ML.Data;

namespace MlNetAudio.Tests.MlNet;

/// <summary>What a classifier of three classes and an evaluation exchange; keys count from 0 here and from 1 in the columns.</summary>
public sealed class MulticlassScored
{
    [KeyType(3)]
    public uint Label { get; set; }

    [KeyType(3)]
    public uint PredictedLabel { get; set; }

    [VectorType(3)]
    public float[] Score { get; set; } = [];
}
