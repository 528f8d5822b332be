namespace MlNetAudio.Networks.Training;

/// <summary>What shares one draw of mixup's λ.</summary>
public enum MixupScope
{
    /// <summary>All examples of a batch, as in the paper.</summary>
    Batch,

    /// <summary>Each example has its own.</summary>
    Example,
}
