namespace MlNetAudio.Networks.Training;

/// <summary>What training leaves.</summary>
/// <param name="Weights">Of the best epoch; of the last step without a validation set. Their moving average where the optimiser keeps one.</param>
/// <param name="BestEpoch">The epoch of these weights, counted from 1.</param>
public sealed record TrainingResult(NetworkWeights Weights, IReadOnlyList<EpochReport> History, int BestEpoch, TrainingEnding Ending)
{
    /// <summary>Ended before the last epoch because the validation no longer got better.</summary>
    public bool StoppedEarly => Ending == TrainingEnding.EarlyStopping;
}
