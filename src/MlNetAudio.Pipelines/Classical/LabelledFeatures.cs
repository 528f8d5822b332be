namespace MlNetAudio.Pipelines.Classical;

/// <summary>A clip's features and whether it has the label in question: a row that ML.NET's binary trainers read.</summary>
internal sealed class LabelledFeatures
{
    public float[] Features { get; set; } = [];

    public bool Label { get; set; }
}
