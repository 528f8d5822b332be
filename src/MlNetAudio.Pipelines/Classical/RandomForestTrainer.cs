using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Trainers.FastTree;
using MlNetAudio.Datasets;
using MlNetAudio.Onnx.Export;
using MlNetAudio.Pipelines.Experiments;
using Fitted = Microsoft.ML.Data.TransformerChain<Microsoft.ML.Data.BinaryPredictionTransformer<Microsoft.ML.Trainers.FastTree.FastForestBinaryModelParameters>>;
using Trainer = Microsoft.ML.Data.EstimatorChain<Microsoft.ML.Data.BinaryPredictionTransformer<Microsoft.ML.Trainers.FastTree.FastForestBinaryModelParameters>>;

namespace MlNetAudio.Pipelines.Classical;

/// <summary>Features → normalise → FastForest, calibrated by Platt scaling on the scores of clips that each fold held out.</summary>
/// <remarks>A forest has all but learnt its own training rows, so probabilities calibrated on them would be far too sure.</remarks>
internal sealed class RandomForestTrainer(string name, string features, RandomForestOptions defaults)
    : ModelTrainer<RandomForestOptions>(name, "classical", $"random forest (FastForest, Platt-calibrated out of fold) on {features}", defaults)
{
    protected override TrainedModel Train(RandomForestOptions options, TrainingContext context, CancellationToken cancellation)
    {
        var table = new FeatureTable(context, options.Features.FrontEnd(context.SampleRateHz), cancellation);
        var positives = OneVersusRest.Positives(context.Labels);
        var models = new Fitted[positives.Count];
        var calibrators = new PlattCalibrator[positives.Count];
        string[] sources = new string[positives.Count];
        int done = 0;
        context.Report(0, positives.Count, null);
        // The forests of few clips are too small to fill the cores; those of several labels together do.
        AllCores.For(positives.Count, k =>
        {
            // Of each its own: what a context draws must not depend on the order of the threads.
            var ml = new MLContext(context.Seed);
            models[k] = Pipeline(ml, options, context.Seed).Fit(table.View(context.Fitting, positives[k]));
            calibrators[k] = Calibrate(ml, options, context, table, positives[k], cancellation, out sources[k]);
            context.Report(Interlocked.Increment(ref done), positives.Count, null);
        }, cancellation);

        var scaling = AffineScaling.Of(models[0]);
        CalibratedForest[] forests = [.. models.Zip(calibrators, (model, calibrator) => Forest(model.LastTransformer.Model, calibrator))];
        var engines = models.Select(model => context.MachineLearning.Model.CreatePredictionEngine<LabelledFeatures, BinaryAnswer>(model, inputSchemaDefinition: table.Schema)).ToArray();
        return new()
        {
            Branches = [new(table.FrontEnd, new ForestHead(scaling, forests))],
            Predict = samples =>
            {
                var row = new LabelledFeatures { Features = table.Of(samples) };
                lock (engines) return OneVersusRest.Combine([.. engines.Zip(calibrators, (engine, calibrator) => calibrator.PredictProbability(engine.Predict(row).Score))]);
            },
            Parameters = new Dictionary<string, string>
            {
                ["trees"] = options.Trees.ToString(CultureInfo.InvariantCulture),
                ["leaves"] = options.Leaves.ToString(CultureInfo.InvariantCulture),
                ["minimum_examples_per_leaf"] = options.MinimumExamplesPerLeaf.ToString(CultureInfo.InvariantCulture),
                ["calibration"] = $"Platt, on scores of {sources[^1]}",
            },
            ParameterCount = TreeModel.Size(forests),
            LearntFromValidation = !context.JudgesByValidation,
            Owned = [.. engines, table],
        };
    }

    private static Trainer Pipeline(MLContext ml, RandomForestOptions options, int seed) =>
        ml.Transforms.NormalizeMeanVariance("Features", fixZero: false).Append(ml.BinaryClassification.Trainers.FastForest(new FastForestBinaryTrainer.Options
        {
            NumberOfTrees = options.Trees,
            NumberOfLeaves = options.Leaves,
            MinimumExampleCountPerLeaf = options.MinimumExamplesPerLeaf,
            FeatureFraction = options.FeatureFraction,
            FeatureFractionPerSplit = options.FeatureFractionPerSplit ?? new FastForestBinaryTrainer.Options().FeatureFractionPerSplit,
            Seed = seed,
            FeatureSelectionSeed = seed,
        }));

    /// <summary>Platt's sigmoid over the scores of clips whose groups the scoring forest had not seen: held-out folds, or, where the groups do not suffice, the validation part.</summary>
    private static PlattCalibrator Calibrate(MLContext ml, RandomForestOptions options, TrainingContext context, FeatureTable table, int positive, CancellationToken cancellation, out string source)
    {
        var scores = new List<BinaryAnswer>();
        foreach (var (training, heldOut) in context.Folds(options.Folds))
        {
            cancellation.ThrowIfCancellationRequested();
            scores.AddRange(Score(training, heldOut));
        }
        source = "group-aware held-out folds of the clips fitted on";
        if (!HasBothLabels(scores) && context is { JudgesByValidation: false, Validation.Count: > 0 })
        {
            scores = [.. Score(context.Training, context.Validation)];
            source = "the validation part by a forest of the training part, for the groups are too few for folds";
        }
        if (HasBothLabels(scores)) return ((IPredictionTransformer<PlattCalibrator>)ml.BinaryClassification.Calibrators.Platt().Fit(ml.Data.LoadFromEnumerable(scores))).Model;

        source = "nothing: there are too few groups to hold any out, so the probability is the sigmoid of the score";
        return ((IPredictionTransformer<PlattCalibrator>)ml.BinaryClassification.Calibrators.Platt(slope: -1, offset: 0).Fit(ml.Data.LoadFromEnumerable([new BinaryAnswer()]))).Model;

        IEnumerable<BinaryAnswer> Score(IEnumerable<Recording> training, IEnumerable<Recording> heldOut) => ml.Data.CreateEnumerable<BinaryAnswer>(
            Pipeline(ml, options, context.Seed).Fit(table.View(training, positive)).Transform(table.View(heldOut, positive)), reuseRowObject: false, ignoreMissingColumns: true);
    }

    private static bool HasBothLabels(IReadOnlyCollection<BinaryAnswer> scores) => scores.Any(row => row.Label) && scores.Any(row => !row.Label);

    private static CalibratedForest Forest(FastForestBinaryModelParameters model, PlattCalibrator calibrator)
    {
        var ensemble = model.TrainedTreeEnsemble;
        return TreeModel.Forest(ensemble.Trees, ensemble.TreeWeights, ensemble.Bias, calibrator);
    }
}
