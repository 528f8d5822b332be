using MlNetAudio.Datasets;
using MlNetAudio.Pipelines.Experiments;

namespace MlNetAudio.Pipelines.CrossValidation;

/// <summary>One model over all folds: an artifact for each, scored on the recordings that it never saw, and then the artifact that ships, trained on all of them.</summary>
internal sealed class CrossValidator(ModelTraining training, DatasetFolds folds, LabelSpace labels)
{
    /// <summary>
    /// Metrics, ROC and scores of the result are those of all folds' answers together, each clip's by the one artifact that was not trained or chosen on it; artifact, verification, history and
    /// hyper-parameters are those of the model that ships.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled, or stopped before the last fold was done.</exception>
    public ModelResult Run(IModelTrainer trainer, CancellationToken cancellation)
    {
        var results = new List<FoldResult>();
        var scores = new List<ScoredClip>();
        for (int fold = 1; fold <= folds.Splits.Count; fold++)
        {
            var split = folds.Splits[fold - 1];
            string place = FormattableString.Invariant($"{RunFolder.PlaceOf(trainer)}/fold-{fold}");
            var exported = training.Export(trainer, split, place, FormattableString.Invariant($"training {trainer.Name}, fold {fold} of {folds.Splits.Count}"), cancellation);
            var (metrics, _, answers) = training.Score(exported, split.Test);
            training.Finish(trainer, exported, split, ModelTraining.Named(metrics));
            // A model that was cut short in some folds says nothing of one that is not.
            training.ThrowIfStopped(FormattableString.Invariant($"{trainer.Name}, fold {fold} of {folds.Splits.Count}"));
            results.Add(new(fold, exported.Artifact, exported.TrainSeconds, exported.Verification, metrics));
            scores.AddRange(answers.Select(answer => answer with { Fold = fold }));
        }

        var result = new CrossValidationResult(results);
        var shipped = training.Export(trainer, folds.Whole, RunFolder.PlaceOf(trainer), $"training {trainer.Name} on every fold", cancellation);
        training.Finish(trainer, shipped, folds.Whole, Named(result),
            FormattableString.Invariant($"It was trained on every fold and never evaluated itself: the results above are means over the {results.Count} models of the cross-validation, each on a fold that it had not seen, and what to expect of this one."));
        var (pooled, roc) = ExperimentEvaluation.Measure(scores, labels);
        return ModelTraining.Result(trainer, shipped, pooled, roc, scores) with { TrainSeconds = shipped.TrainSeconds + results.Sum(fold => fold.TrainSeconds), CrossValidation = result };
    }

    /// <summary>Of two labels every fold needs both; the data set's own labels have been looked at, one against all others has not.</summary>
    /// <exception cref="DatasetException">A fold's recordings all count as one label.</exception>
    public static void Check(DatasetFolds folds, LabelSpace labels)
    {
        for (int fold = 0; fold < folds.Splits.Count; fold++)
        {
            if (folds.Splits[fold].Test.Select(labels.IndexOf).Distinct().Count() < 2)
                throw new DatasetException(FormattableString.Invariant($"Fold {fold + 1} holds '{labels.Labels[labels.IndexOf(folds.Splits[fold].Test[0])]}' only, on which no AUC is defined; use fewer folds, or another positive label."));
        }
    }

    private static Dictionary<string, double> Named(CrossValidationResult result) => new()
    {
        ["cross_validated_auc"] = result.Auc.Mean,
        ["cross_validated_accuracy"] = result.Accuracy.Mean,
        ["cross_validated_f1"] = result.F1.Mean,
        ["cross_validated_log_loss_bits"] = result.LogLoss.Mean,
    };
}
