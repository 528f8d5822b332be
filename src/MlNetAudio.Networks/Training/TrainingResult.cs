namespace MlNetAudio.Networks.Training;

/// <summary>What training leaves.</summary>
/// <param name="Weights">Of the epoch with the lowest validation loss; of the last epoch without a validation set. Their moving average where the optimiser keeps one.</param>
/// <param name="BestEpoch">The epoch of these weights, counted from 1.</param>
/// <param name="StoppedEarly">Ended before the last epoch because the validation loss no longer fell.</param>
public sealed record TrainingResult(NetworkWeights Weights, IReadOnlyList<EpochReport> History, int BestEpoch, bool StoppedEarly);
