using MlNetAudio.Evaluation;

namespace MlNetAudio.Reports;

/// <summary>A model over the folds of a cross-validation: means with Student's intervals, and the AUC of each fold.</summary>
/// <param name="LogLoss">In bits.</param>
/// <param name="FoldAuc">In the order of the folds.</param>
public sealed record ReportedFolds(MeanEstimate Auc, MeanEstimate Accuracy, MeanEstimate F1, MeanEstimate LogLoss, IReadOnlyList<double> FoldAuc);
