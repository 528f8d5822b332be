namespace MlNetAudio.Networks.Training;

/// <summary>One pass over the training set.</summary>
/// <param name="Epoch">Counted from 1.</param>
/// <param name="Epochs">How many there are at most.</param>
/// <param name="TrainingLoss">Weighted mean over the epoch's steps, each before its update, dropout on.</param>
/// <param name="ValidationLoss">Same loss and class weights, after the epoch, dropout off; null without a validation set.</param>
/// <param name="ValidationAccuracy">Fraction of validation examples whose class is the most probable one; null where they have target values instead of classes.</param>
/// <param name="IsBest">Lowest validation loss so far; without a validation set, every epoch.</param>
public sealed record EpochReport(int Epoch, int Epochs, float TrainingLoss, float? ValidationLoss, float? ValidationAccuracy, bool IsBest);
