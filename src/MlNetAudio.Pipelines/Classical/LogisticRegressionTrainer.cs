using System.Globalization;
using Microsoft.ML;
using MlNetAudio.Pipelines.Experiments;
using Trainer = Microsoft.ML.Data.EstimatorChain<Microsoft.ML.Data.BinaryPredictionTransformer<
    Microsoft.ML.Calibrators.CalibratedModelParametersBase<Microsoft.ML.Trainers.LinearBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>>>;

namespace MlNetAudio.Pipelines.Classical;

/// <summary>Features → normalise → logistic regression, its strength chosen by cross-validation over the clips that it is fitted on. On RMS and ZCR statistics: the seed baseline.</summary>
internal sealed class LogisticRegressionTrainer(string name, string features, LogisticRegressionOptions defaults)
    : ModelTrainer<LogisticRegressionOptions>(name, "classical", $"logistic regression (L-BFGS, L1 or L2 chosen by cross-validation) on {features}", defaults)
{
    /// <summary>1/C of scikit-learn's usual grid, for L1 and for L2; the first of equals wins.</summary>
    private static readonly (float L1, float L2)[] Strengths = [(0, 1), (0, 0.1f), (0, 10), (0, 0.01f), (1, 0), (0.1f, 0), (10, 0), (0.01f, 0)];

    protected override TrainedModel Train(LogisticRegressionOptions options, TrainingContext context, CancellationToken cancellation)
    {
        var table = new FeatureTable(context, options.Features.FrontEnd(context.SampleRateHz), cancellation);
        bool chooses = options.L1 is null && options.L2 is null;
        double? logLoss = null;
        var strength = chooses ? ChooseStrength(options.Folds, context, table, cancellation, out logLoss) : (L1: options.L1 ?? 0, L2: options.L2 ?? 0);
        return LinearModel.Fit(context, table, Pipeline(context.MachineLearning, strength), new Dictionary<string, string>
        {
            ["l1"] = strength.L1.ToString(CultureInfo.InvariantCulture),
            ["l2"] = strength.L2.ToString(CultureInfo.InvariantCulture),
            ["chosen_by"] = logLoss is { } bits
                ? string.Create(CultureInfo.InvariantCulture, $"lowest log loss, {bits:0.####} bits, over group-aware folds of the clips fitted on")
                : chooses ? "default: the clips fitted on have too few groups for folds" : "setting",
        });
    }

    private static Trainer Pipeline(MLContext ml, (float L1, float L2) strength) =>
        ml.Transforms.NormalizeMeanVariance("Features", fixZero: false).Append(ml.BinaryClassification.Trainers.LbfgsLogisticRegression(
            l1Regularization: strength.L1, l2Regularization: strength.L2));

    /// <summary>The strength with the lowest mean log loss (bits, base 2) over all folds and classifiers.</summary>
    private static (float L1, float L2) ChooseStrength(
        int folds, TrainingContext context, FeatureTable table, CancellationToken cancellation, out double? logLoss)
    {
        var ml = context.MachineLearning;
        var positives = OneVersusRest.Positives(context.Labels);
        var parts = context.Folds(folds).ToArray();
        logLoss = null;
        if (parts.Length == 0) return Strengths[0];

        var best = Strengths[0];
        for (int i = 0; i < Strengths.Length; i++)
        {
            context.Report(i, Strengths.Length, "choosing the strength");
            double sum = 0;
            int count = 0;
            foreach (var (training, heldOut) in parts)
            {
                foreach (int positive in positives)
                {
                    cancellation.ThrowIfCancellationRequested();
                    var scored = Pipeline(ml, Strengths[i]).Fit(table.View(training, positive)).Transform(table.View(heldOut, positive));
                    foreach (var row in ml.Data.CreateEnumerable<BinaryAnswer>(scored, reuseRowObject: true, ignoreMissingColumns: true))
                    {
                        double probability = Math.Clamp(row.Label ? row.Probability : 1 - (double)row.Probability, 1e-15, 1);
                        sum -= Math.Log2(probability);
                        count++;
                    }
                }
            }
            double mean = sum / count;
            // A gain within rounding of a tie goes to the earlier entry.
            if (logLoss is null || mean < logLoss - 1e-9) (best, logLoss) = (Strengths[i], mean);
        }
        return best;
    }
}
