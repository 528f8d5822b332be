namespace MlNetAudio.Networks.Training;

/// <summary>By what the best epoch is told, which decides whose weights are kept and when training stops.</summary>
public enum EpochSelection
{
    /// <summary>The lowest loss of the validation set.</summary>
    ValidationLoss,

    /// <summary>The best <see cref="TrainingControl.Metric"/> of the validation set.</summary>
    Metric,

    /// <summary>None is chosen: every epoch is run and the last is kept, as a schedule that ends in nothing asks for. A validation set is only watched.</summary>
    LastEpoch,
}
