using Microsoft.ML;
using Microsoft.ML.Trainers;
using MlNetAudio.Tests.MlNet;

namespace MlNetAudio.Tests.Embedded.Training;

public class SdcaFitTests
{
    [Fact]
    public void The_optimum_is_that_of_L_BFGS_where_the_penalties_are_the_same()
    {
        var ml = new MLContext(1);
        // Standardised features of balanced classes leave the bias at 0, which one of the two penalises.
        var rows = Enumerable.Range(0, 200).Select(i => new VoiceRow
        {
            Label = i % 2 == 0,
            Features = [MathF.Sin(i / 2 * 0.7f) + (i % 2 == 0 ? 0.5f : -0.5f), MathF.Cos(i / 2 * 1.3f), 0, i % 2 == 0 ? 1 : -1],
        }).SelectMany(row => new[] { row, new VoiceRow { Label = !row.Label, Features = [.. row.Features.Select(x => -x)] } }).ToArray();
        var data = GoldenVoices.View(ml, rows);

        var dual = ml.BinaryClassification.Trainers.SdcaLogisticRegression(new SdcaLogisticRegressionBinaryTrainer.Options
        {
            L2Regularization = 0.05f,
            L1Regularization = 0.4f,   // a threshold: 0.02 beside the mean loss
            ConvergenceTolerance = 1e-7f,
            MaximumNumberOfIterations = 2000,
        }).Fit(data).Model.SubModel;
        var primal = ml.BinaryClassification.Trainers.LbfgsLogisticRegression(l1Regularization: 0.02f * rows.Length, l2Regularization: 0.05f * rows.Length).Fit(data).Model.SubModel;

        for (int i = 0; i < 4; i++) Assert.Equal(primal.Weights[i], dual.Weights[i], 1e-3);
    }

    [Fact]
    public void Equal_seeds_of_the_context_give_equal_models()
    {
        var voices = GoldenVoices.Load("twovoices");

        Assert.Equal(Weights(1), Weights(1));
        Assert.NotEqual(Weights(1), Weights(2));

        IReadOnlyList<float> Weights(int seed)
        {
            var ml = new MLContext(seed);
            return ml.BinaryClassification.Trainers.SdcaLogisticRegression(maximumNumberOfIterations: 2).Fit(GoldenVoices.View(ml, voices.Train)).Model.SubModel.Weights;
        }
    }
}
