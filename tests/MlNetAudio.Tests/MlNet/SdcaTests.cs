using Microsoft.ML;
using Microsoft.ML.Trainers;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.MlNet;

public class SdcaTests
{
    [Theory, InlineData("twovoices"), InlineData("fsdd_jackson_nicolas")]
    public void Weights_and_metrics_are_those_of_Microsoft_ML(string name)
    {
        var voices = GoldenVoices.Load(name);
        var expected = voices.Answers.GetProperty("NormalizeMeanVariance(fixZero: false) + SdcaLogisticRegression(1 thread, 200 iterations, tolerance 1e-6, l2 0.01)");
        var ml = new MLContext(1);
        var trainer = ml.BinaryClassification.Trainers.SdcaLogisticRegression(new SdcaLogisticRegressionBinaryTrainer.Options
        {
            NumberOfThreads = 1,
            MaximumNumberOfIterations = 200,
            ConvergenceTolerance = 1e-6f,
            L2Regularization = 0.01f,
        });

        var model = ml.Transforms.NormalizeMeanVariance("Features", fixZero: false).Append(trainer).Fit(GoldenVoices.View(ml, voices.Train));
        var metrics = ml.BinaryClassification.Evaluate(model.Transform(GoldenVoices.View(ml, voices.Test)));

        var linear = model.LastTransformer.Model.SubModel;
        double[] weights = GoldenVoices.Doubles(expected.GetProperty("Weights"));
        // Both stop at a duality gap of 1e-6, on different ways there.
        for (int i = 0; i < weights.Length; i++) Assert.Equal(weights[i], linear.Weights[i], 2e-3);
        Assert.Equal(expected.GetProperty("Bias").GetDouble(), linear.Bias, 2e-3);
        Assert.Equal((-1, 0), (model.LastTransformer.Model.Calibrator.Slope, model.LastTransformer.Model.Calibrator.Offset));
        Assert.Equal(expected.GetProperty("metrics").GetProperty("AreaUnderRocCurve").GetDouble(), metrics.AreaUnderRocCurve, 0.005);
        GoldenMetrics.AssertEqual(expected.GetProperty("metrics"), metrics, 1e-3);
    }

    /// <summary>Weights of Microsoft.ML 5.0.1 at a duality gap of 1e-7; its threshold is in units of the L2 term.</summary>
    [Theory]
    [InlineData(0.01f, 0f, 1.00256f, -0.92697f, -1.29782f, 2.75193f), InlineData(0.01f, 0.5f, 0.76876f, -0.69737f, -1.26322f, 2.63954f), InlineData(0.01f, 2f, 0.14739f, -0.09022f, -1.20513f, 2.39127f)]
    [InlineData(0.1f, 1f, 0f, 0f, -0.17974f, 0.79865f), InlineData(null, null, 1.97427f, -1.88687f, -1.73341f, 3.80976f)]
    public void Penalties_move_weights_as_far_as_those_of_Microsoft_ML(float? l2, float? l1, params float[] expected)
    {
        var ml = new MLContext(1);
        var trainer = ml.BinaryClassification.Trainers.SdcaLogisticRegression(new SdcaLogisticRegressionBinaryTrainer.Options
        {
            NumberOfThreads = 1,
            MaximumNumberOfIterations = 500,
            ConvergenceTolerance = 1e-7f,
            L1Regularization = l1,
            L2Regularization = l2,
        });

        var model = ml.Transforms.NormalizeMeanVariance("Features", fixZero: false).Append(trainer).Fit(GoldenVoices.View(ml, GoldenVoices.Load("twovoices").Train));

        Approximately.Equal(expected, [.. model.LastTransformer.Model.SubModel.Weights], tolerance: 5e-3);
    }

    [Theory, InlineData("hinge"), InlineData("smoothed"), InlineData("log")]
    public void Any_loss_with_a_dual_separates_the_voices(string name)
    {
        var voices = GoldenVoices.Load("twovoices");
        var ml = new MLContext(1);
        ISupportSdcaClassificationLoss loss = name switch { "hinge" => new HingeLoss(), "smoothed" => new SmoothedHingeLoss(), _ => new LogLoss() };

        var model = ml.Transforms.NormalizeMeanVariance("Features", fixZero: false)
            .Append(ml.BinaryClassification.Trainers.SdcaNonCalibrated(lossFunction: loss)).Fit(GoldenVoices.View(ml, voices.Train));
        var scored = model.Transform(GoldenVoices.View(ml, voices.Test));

        Assert.Null(scored.Schema.GetColumnOrNull("Probability"));
        Assert.InRange(ml.BinaryClassification.EvaluateNonCalibrated(scored).AreaUnderRocCurve, 0.95, 1);
    }

    [Fact]
    public void Losses_cost_what_they_are_defined_to_cost()
    {
        Assert.Equal((0.5, 2.0), (new HingeLoss().Loss(0.5f, 1), new HingeLoss().Loss(1, -1)));
        Assert.Equal((0.125, 1.5), (new SmoothedHingeLoss().Loss(0.5f, 1), new SmoothedHingeLoss().Loss(1, -1)));
        Assert.Equal(Math.Log(2), new LogLoss().Loss(0, 1), 1e-12);
        Assert.Equal(-0.5f, new LogLoss().Derivative(0, 1));
    }

    [Fact]
    public void Options_that_make_no_sense_are_refused_by_name()
    {
        var error = Assert.ThrowsAny<ArgumentException>(() => new MLContext(1).BinaryClassification.Trainers.SdcaLogisticRegression(l2Regularization: -1));

        Assert.Contains("L2Regularization", error.Message, StringComparison.Ordinal);
    }
}
