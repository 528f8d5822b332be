using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Training;

namespace Microsoft.ML.Calibrators;

/// <summary>
/// Fits slope and offset by maximum likelihood with Platt's smoothed targets. Scores of rows that the model was trained on make it too confident: fit on
/// held-out rows.
/// </summary>
public sealed class PlattCalibratorEstimator : CalibratorEstimatorBase<PlattCalibrator>
{
    internal PlattCalibratorEstimator(IHostEnvironment env, string labelColumnName = "Label", string scoreColumnName = "Score", string exampleWeightColumnName = null)
        : base(env, labelColumnName, scoreColumnName, exampleWeightColumnName) => ArgumentException.ThrowIfNullOrEmpty(labelColumnName);

    private protected override CalibratorTransformer<PlattCalibrator> FitScores(IDataView input)
    {
        var labels = new List<bool>();
        List<float> scores = [], weights = [];
        string[] columns = WeightColumnName is null ? [LabelColumnName, ScoreColumnName] : [LabelColumnName, ScoreColumnName, WeightColumnName];
        ColumnReader.ForEachRow(input, columns, row =>
        {
            var getLabel = row.GetGetter<bool>(input.Schema[LabelColumnName]);
            var getScore = row.GetGetter<float>(input.Schema[ScoreColumnName]);
            var getWeight = WeightColumnName is null ? null : row.GetGetter<float>(input.Schema[WeightColumnName]);
            return () =>
            {
                bool label = false;
                float score = 0, weight = 1;
                getLabel(ref label);
                getScore(ref score);
                getWeight?.Invoke(ref weight);
                if (!float.IsFinite(score) || !float.IsFinite(weight)) return;
                labels.Add(label);
                scores.Add(score);
                weights.Add(weight);
            };
        });
        if (scores.Count == 0) throw new InvalidOperationException($"Calibrator trained on zero instances: no row of column '{ScoreColumnName}' has a finite score.");
        var (slope, offset) = PlattFit.Fit(scores.ToArray(), labels.ToArray(), WeightColumnName is null ? default : weights.ToArray());
        return new PlattCalibratorTransformer(Environment, new(slope, offset), ScoreColumnName);
    }
}
