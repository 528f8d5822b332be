using Microsoft.ML;
using Microsoft.ML.Calibrators;
using MlNetAudio.Tests.MlNet;

namespace MlNetAudio.Tests.Embedded.Calibrators;

public class CalibratorTests
{
    [Fact]
    public void The_naive_calibrator_answers_the_share_of_positives_among_like_scores()
    {
        var ml = new MLContext(1);
        var rows = Enumerable.Range(0, 400).Select(i => new ScoredRow { Score = i % 4 * 10, Label = (i % 4) switch { 0 => false, 1 => i % 8 == 1, 2 => i % 16 != 2, _ => true } });
        var data = ml.Data.LoadFromEnumerable(rows.ToArray());

        var calibrated = ScoredRow.ReadAll(ml, ml.BinaryClassification.Calibrators.Naive().Fit(data).Transform(data));

        Assert.Equal([0, 0.5f, 0.75f, 1], calibrated.Take(4).Select(row => row.Probability));
    }

    [Fact]
    public void The_isotonic_calibrator_never_falls_and_pools_what_would()
    {
        var ml = new MLContext(1);
        (float Score, bool Label)[] pairs = [(1, false), (2, true), (3, false), (4, true), (5, true)];
        var data = ml.Data.LoadFromEnumerable(pairs.Select(pair => new ScoredRow { Score = pair.Score, Label = pair.Label }).ToArray());

        var model = ml.BinaryClassification.Calibrators.Isotonic().Fit(data);
        var calibrator = ((IPredictionTransformer<IsotonicCalibrator>)model).Model;

        Assert.Equal(0, calibrator.PredictProbability(-5), 1e-6f);
        Assert.Equal(0.5f, calibrator.PredictProbability(2), 1e-6f);
        Assert.Equal(0.5f, calibrator.PredictProbability(3), 1e-6f);
        Assert.Equal(0.25f, calibrator.PredictProbability(1.5f), 1e-6f);
        Assert.Equal(1, calibrator.PredictProbability(4.5f), 1e-6f);
    }
}
