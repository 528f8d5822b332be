using Microsoft.ML.Data;

namespace MlNetAudio.Pipelines.Classical;

/// <summary>A clip's statistics and whether it has the label in question: a row that ML.NET's binary trainers read.</summary>
internal sealed class LabelledFeatures
{
    [VectorType(4)]
    public float[] Features { get; set; } = [];

    public bool Label { get; set; }
}
