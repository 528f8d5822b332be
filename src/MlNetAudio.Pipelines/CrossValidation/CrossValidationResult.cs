using MlNetAudio.Evaluation;

namespace MlNetAudio.Pipelines.CrossValidation;

/// <summary>One model over all folds: each fold's numbers, and their means with Student's 95 % intervals.</summary>
/// <param name="Folds">In the order of the folds.</param>
public sealed record CrossValidationResult(IReadOnlyList<FoldResult> Folds)
{
    public MeanEstimate Auc { get; } = Mean(Folds, metrics => metrics.Auc);

    public MeanEstimate Accuracy { get; } = Mean(Folds, metrics => metrics.Accuracy);

    public MeanEstimate F1 { get; } = Mean(Folds, metrics => metrics.F1);

    /// <summary>In bits.</summary>
    public MeanEstimate LogLoss { get; } = Mean(Folds, metrics => metrics.LogLoss);

    private static MeanEstimate Mean(IReadOnlyList<FoldResult> folds, Func<ClassificationMetrics, double> value) => MeanEstimate.Of([.. folds.Select(fold => value(fold.Metrics))]);
}
