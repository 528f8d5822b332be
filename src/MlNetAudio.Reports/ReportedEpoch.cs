namespace MlNetAudio.Reports;

/// <summary>Losses after one epoch.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="ValidationLoss">Null when there was no validation part.</param>
/// <param name="IsBest">The epoch whose weights were kept.</param>
public sealed record ReportedEpoch(int Epoch, double TrainingLoss, double? ValidationLoss, bool IsBest);
