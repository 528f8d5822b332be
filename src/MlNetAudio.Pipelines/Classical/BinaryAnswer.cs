namespace MlNetAudio.Pipelines.Classical;

/// <summary>What ML.NET's binary trainers say of a row.</summary>
internal sealed class BinaryAnswer
{
    public bool Label { get; set; }

    public float Score { get; set; }

    /// <summary>Of calibrated trainers only.</summary>
    public float Probability { get; set; }
}
