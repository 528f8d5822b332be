using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace MlNetAudio.Tests.MlNet;

public class AveragedPerceptronTests
{
    [Theory, InlineData("twovoices"), InlineData("fsdd_jackson_nicolas")]
    public void Voices_are_told_apart_about_as_well_as_by_logistic_regression(string name)
    {
        var voices = GoldenVoices.Load(name);
        var ml = new MLContext(1);
        double reference = voices.Answers.GetProperty("NormalizeMeanVariance(fixZero: false) + LbfgsLogisticRegression() defaults").GetProperty("metrics").GetProperty("AreaUnderRocCurve").GetDouble();

        var model = ml.Transforms.NormalizeMeanVariance("Features", fixZero: false).Append(ml.BinaryClassification.Trainers.AveragedPerceptron()).Fit(GoldenVoices.View(ml, voices.Train));
        var scored = model.Transform(GoldenVoices.View(ml, voices.Test));

        Assert.Equal(reference, ml.BinaryClassification.EvaluateNonCalibrated(scored).AreaUnderRocCurve, 0.05);
        Assert.Null(scored.Schema.GetColumnOrNull("Probability"));
    }

    [Fact]
    public void Separable_rows_are_separated()
    {
        var ml = new MLContext(1);
        var data = GoldenVoices.View(ml, Enumerable.Range(0, 50).Select(i => new VoiceRow { Label = i % 2 == 0, Features = [i % 2 == 0 ? 1 : -1, i % 3, 0, 0] }));

        var model = ml.BinaryClassification.Trainers.AveragedPerceptron(new AveragedPerceptronTrainer.Options { DecreaseLearningRate = true, L2Regularization = 0.001f }).Fit(data);

        Assert.Equal(1, ml.BinaryClassification.EvaluateNonCalibrated(model.Transform(data)).Accuracy);
    }
}
