using Microsoft.ML;

namespace MlNetAudio.Tests.MlNet;

public class CalibratorTests
{

    [Theory, InlineData("naive"), InlineData("isotonic"), InlineData("platt")]
    public void A_forest_gets_probabilities_that_can_be_evaluated(string name)
    {
        var voices = GoldenVoices.Load("twovoices");
        var ml = new MLContext(1);
        var calibrators = ml.BinaryClassification.Calibrators;
        IEstimator<ITransformer> calibrator = name switch { "naive" => calibrators.Naive(), "isotonic" => calibrators.Isotonic(), _ => calibrators.Platt() };

        var scored = ml.BinaryClassification.Trainers.FastForest(numberOfTrees: 20).Append(calibrator).Fit(GoldenVoices.View(ml, voices.Train)).Transform(GoldenVoices.View(ml, voices.Test));

        Assert.All(ScoredRow.ReadAll(ml, scored), row => Assert.InRange(row.Probability, 0, 1));
        Assert.InRange(ml.BinaryClassification.Evaluate(scored).AreaUnderRocCurve, 0.8, 1);
    }
}
