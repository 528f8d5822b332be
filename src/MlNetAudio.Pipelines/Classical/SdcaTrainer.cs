using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Trainers;
using MlNetAudio.Pipelines.Experiments;

namespace MlNetAudio.Pipelines.Classical;

/// <summary>Features → normalise → logistic regression by stochastic dual coordinate ascent (Shalev-Shwartz and Zhang 2013), on one thread, so that a seed gives the same weights.</summary>
internal sealed class SdcaTrainer(string name, string features, SdcaOptions defaults)
    : ModelTrainer<SdcaOptions>(name, "classical", $"logistic regression (stochastic dual coordinate ascent) on {features}", defaults)
{
    protected override TrainedModel Train(SdcaOptions options, TrainingContext context, CancellationToken cancellation)
    {
        var table = new FeatureTable(context, options.Features.FrontEnd(context.SampleRateHz), cancellation);
        var ml = context.MachineLearning;
        var pipeline = ml.Transforms.NormalizeMeanVariance("Features", fixZero: false).Append(ml.BinaryClassification.Trainers.SdcaLogisticRegression(new SdcaLogisticRegressionBinaryTrainer.Options
        {
            L1Regularization = options.L1,
            L2Regularization = options.L2,
            MaximumNumberOfIterations = options.Iterations,
            NumberOfThreads = 1,
        }));
        return LinearModel.Fit(context, table, pipeline, new Dictionary<string, string> { ["l1"] = Text(options.L1), ["l2"] = Text(options.L2) });
    }

    private static string Text(float? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "chosen by ML.NET";
}
