using MlNetAudio.Onnx.Export;
using MlNetAudio.Pipelines.Experiments;
using Fitted = Microsoft.ML.Data.TransformerChain<Microsoft.ML.Data.BinaryPredictionTransformer<
    Microsoft.ML.Calibrators.CalibratedModelParametersBase<Microsoft.ML.Trainers.LinearBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>>>;
using Trainer = Microsoft.ML.IEstimator<Microsoft.ML.Data.TransformerChain<Microsoft.ML.Data.BinaryPredictionTransformer<
    Microsoft.ML.Calibrators.CalibratedModelParametersBase<Microsoft.ML.Trainers.LinearBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>>>>;

namespace MlNetAudio.Pipelines.Classical;

/// <summary>Features → normalise → linear classifiers, one for the positive of two labels, else one for each against the rest.</summary>
internal static class LinearModel
{
    /// <param name="pipeline">A normaliser and a trainer of logistic regression.</param>
    public static TrainedModel Fit(TrainingContext context, FeatureTable table, Trainer pipeline, IReadOnlyDictionary<string, string> parameters)
    {
        Fitted[] models = [.. OneVersusRest.Positives(context.Labels).Select(positive => pipeline.Fit(table.View(context.Fitting, positive)))];
        var linear = models.Select(model => model.LastTransformer.Model.SubModel).ToArray();
        var engines = models.Select(model => context.MachineLearning.Model.CreatePredictionEngine<LabelledFeatures, BinaryAnswer>(model, inputSchemaDefinition: table.Schema)).ToArray();
        return new()
        {
            // Every classifier saw the same rows, so all have the same normaliser.
            Branches = [new(table.FrontEnd, new LinearHead(AffineScaling.Of(models[0]), [.. linear.Select(model => model.Weights.ToArray())], [.. linear.Select(model => model.Bias)]))],
            Predict = samples =>
            {
                var row = new LabelledFeatures { Features = table.Of(samples) };
                lock (engines) return OneVersusRest.Combine([.. engines.Select(engine => engine.Predict(row).Probability)]);
            },
            Parameters = parameters,
            ParameterCount = linear.Sum(model => model.Weights.Count + 1),
            LearntFromValidation = !context.JudgesByValidation,
            Owned = [.. engines, table],
        };
    }
}
