namespace MlNetAudio.Networks.Training;

/// <summary>By what the best epoch is told, which decides whose weights are kept and when training stops.</summary>
public enum EpochSelection
{
    /// <summary>The lowest loss of the validation set.</summary>
    ValidationLoss,

    /// <summary>The best <see cref="TrainingControl.Metric"/> of the validation set.</summary>
    Metric,
}
