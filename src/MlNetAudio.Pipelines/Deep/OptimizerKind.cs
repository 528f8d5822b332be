namespace MlNetAudio.Pipelines.Deep;

/// <summary>How gradients become a step of the weights; torch.optim's of these names.</summary>
public enum OptimizerKind
{
    Adam,

    /// <summary>Weight decay is decoupled from the gradients.</summary>
    AdamW,

    /// <summary>With momentum.</summary>
    Sgd,

    RmsProp,
}
