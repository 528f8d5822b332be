using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;
using MlNetAudio.Onnx.Export;
using MlNetAudio.Pipelines.Experiments;

namespace MlNetAudio.Pipelines.Classical;

/// <summary>Features → normalise → FastTree: gradient boosted trees (MART, Friedman 2001), whose score is a logit by nature.</summary>
internal sealed class FastTreeTrainer(string name, string features, FastTreeOptions defaults)
    : ModelTrainer<FastTreeOptions>(name, "classical", $"gradient boosted trees (FastTree) on {features}", defaults)
{
    protected override TrainedModel Train(FastTreeOptions options, TrainingContext context, CancellationToken cancellation)
    {
        var ml = context.MachineLearning;
        var table = new FeatureTable(context, options.Features.FrontEnd(context.SampleRateHz), cancellation);
        var pipeline = ml.Transforms.NormalizeMeanVariance("Features", fixZero: false).Append(ml.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options
        {
            NumberOfTrees = options.Trees,
            NumberOfLeaves = options.Leaves,
            MinimumExampleCountPerLeaf = options.MinimumExamplesPerLeaf,
            LearningRate = options.LearningRate,
            Seed = context.Seed,
            FeatureSelectionSeed = context.Seed,
        }));
        var models = OneVersusRest.Positives(context.Labels).Select(positive =>
        {
            cancellation.ThrowIfCancellationRequested();
            return pipeline.Fit(table.View(context.Fitting, positive));
        }).ToArray();

        CalibratedForest[] forests =
        [
            .. models.Select(model => model.LastTransformer.Model).Select(model =>
                TreeModel.Forest(model.SubModel.TrainedTreeEnsemble.Trees, model.SubModel.TrainedTreeEnsemble.TreeWeights, model.SubModel.TrainedTreeEnsemble.Bias, model.Calibrator)),
        ];
        var engines = models.Select(model => ml.Model.CreatePredictionEngine<LabelledFeatures, BinaryAnswer>(model, inputSchemaDefinition: table.Schema)).ToArray();
        return new()
        {
            Branches = [new(table.FrontEnd, new ForestHead(AffineScaling.Of(models[0]), forests))],
            Predict = samples =>
            {
                var row = new LabelledFeatures { Features = table.Of(samples) };
                lock (engines) return OneVersusRest.Combine([.. engines.Select(engine => engine.Predict(row).Probability)]);
            },
            Parameters = new Dictionary<string, string>
            {
                ["trees"] = options.Trees.ToString(CultureInfo.InvariantCulture),
                ["leaves"] = options.Leaves.ToString(CultureInfo.InvariantCulture),
                ["learning_rate"] = options.LearningRate.ToString(CultureInfo.InvariantCulture),
            },
            ParameterCount = TreeModel.Size(forests),
            LearntFromValidation = !context.JudgesByValidation,
            Owned = [.. engines, table],
        };
    }
}
