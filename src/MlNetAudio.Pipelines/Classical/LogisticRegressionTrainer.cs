using System.Globalization;
using Microsoft.ML;
using MlNetAudio.Dsp.Features;
using MlNetAudio.Onnx.Export;
using MlNetAudio.Pipelines.Experiments;
using Fitted = Microsoft.ML.Data.TransformerChain<Microsoft.ML.Data.BinaryPredictionTransformer<
    Microsoft.ML.Calibrators.CalibratedModelParametersBase<Microsoft.ML.Trainers.LinearBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>>>;
using Trainer = Microsoft.ML.Data.EstimatorChain<Microsoft.ML.Data.BinaryPredictionTransformer<
    Microsoft.ML.Calibrators.CalibratedModelParametersBase<Microsoft.ML.Trainers.LinearBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>>>;

namespace MlNetAudio.Pipelines.Classical;

/// <summary>The seed baseline: mean and standard deviation of RMS and ZCR → normalise → logistic regression, its strength chosen by cross-validation on the training part.</summary>
internal sealed class LogisticRegressionTrainer()
    : ModelTrainer<LogisticRegressionOptions>("lr", "classical", "logistic regression (L-BFGS, L1 or L2 chosen by cross-validation) on mean and standard deviation of RMS and ZCR", new())
{
    /// <summary>1/C of scikit-learn's usual grid, for L1 and for L2; the first of equals wins.</summary>
    private static readonly (float L1, float L2)[] Strengths = [(0, 1), (0, 0.1f), (0, 10), (0, 0.01f), (1, 0), (0.1f, 0), (10, 0), (0.01f, 0)];

    protected override TrainedModel Train(LogisticRegressionOptions options, TrainingContext context, CancellationToken cancellation)
    {
        var table = new FeatureTable(context, cancellation);
        var positives = OneVersusRest.Positives(context.Labels);
        double? logLoss = null;
        var strength = options.L1 is null && options.L2 is null ? ChooseStrength(options.Folds, context, table, positives, cancellation, out logLoss) : (L1: options.L1 ?? 0, L2: options.L2 ?? 0);
        Fitted[] models = [.. positives.Select(positive => Pipeline(context.MachineLearning, strength).Fit(table.View(context.Training, positive)))];
        // Every classifier saw the same rows, so all have the same normaliser.
        var scaling = AffineScaling.Of(models[0]);
        var linear = models.Select(model => model.LastTransformer.Model.SubModel).ToArray();

        var extractor = new AudioStatisticsExtractor(FeatureTable.Statistics);
        var engines = models.Select(model => context.MachineLearning.Model.CreatePredictionEngine<LabelledFeatures, Prediction>(model)).ToArray();
        return new()
        {
            FrontEnd = FeatureTable.FrontEnd(context.SampleRateHz),
            Head = new LinearHead(scaling, [.. linear.Select(model => model.Weights.ToArray())], [.. linear.Select(model => model.Bias)]),
            Predict = samples =>
            {
                var row = new LabelledFeatures { Features = extractor.Extract(samples) };
                lock (engines) return OneVersusRest.Combine([.. engines.Select(engine => engine.Predict(row).Probability)]);
            },
            Parameters = new Dictionary<string, string>
            {
                ["l1"] = strength.L1.ToString(CultureInfo.InvariantCulture),
                ["l2"] = strength.L2.ToString(CultureInfo.InvariantCulture),
                ["chosen_by"] = logLoss is { } bits
                    ? string.Create(CultureInfo.InvariantCulture, $"lowest log loss, {bits:0.####} bits, over group-aware folds of the training part")
                    : options.L1 is null && options.L2 is null ? "default: the training part has too few groups for folds" : "setting",
            },
            ParameterCount = linear.Sum(model => model.Weights.Count + 1),
            Owned = engines,
        };
    }

    private static Trainer Pipeline(MLContext ml, (float L1, float L2) strength) =>
        ml.Transforms.NormalizeMeanVariance("Features", fixZero: false).Append(ml.BinaryClassification.Trainers.LbfgsLogisticRegression(
            l1Regularization: strength.L1, l2Regularization: strength.L2));

    /// <summary>The strength with the lowest mean log loss (bits, base 2) over all folds and classifiers.</summary>
    private static (float L1, float L2) ChooseStrength(
        int folds, TrainingContext context, FeatureTable table, IReadOnlyList<int> positives, CancellationToken cancellation, out double? logLoss)
    {
        var ml = context.MachineLearning;
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
                    foreach (var row in ml.Data.CreateEnumerable<Prediction>(scored, reuseRowObject: true, ignoreMissingColumns: true))
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

    internal sealed class Prediction
    {
        public bool Label { get; set; }

        public float Score { get; set; }

        public float Probability { get; set; }
    }
}
