using Microsoft.ML.Data;

namespace Microsoft.ML.Calibrators;

/// <summary>What a calibrator learns from: scores, labels, and weights or an empty array for all 1.</summary>
internal sealed record CalibrationRows(float[] Scores, bool[] Labels, float[] Weights)
{
    /// <param name="weightColumn">Null when rows are not weighted.</param>
    public static CalibrationRows Read(IDataView input, string labelColumn, string scoreColumn, string weightColumn)
    {
        var labels = new List<bool>();
        List<float> scores = [], weights = [];
        string[] columns = weightColumn is null ? [labelColumn, scoreColumn] : [labelColumn, scoreColumn, weightColumn];
        ColumnReader.ForEachRow(input, columns, row =>
        {
            var getLabel = row.GetGetter<bool>(input.Schema[labelColumn]);
            var getScore = row.GetGetter<float>(input.Schema[scoreColumn]);
            var getWeight = weightColumn is null ? null : row.GetGetter<float>(input.Schema[weightColumn]);
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
        if (scores.Count == 0) throw new InvalidOperationException($"Calibrator trained on zero instances: no row of column '{scoreColumn}' has a finite score.");
        return new([.. scores], [.. labels], weightColumn is null ? [] : [.. weights]);
    }

    public double WeightOf(int row) => Weights.Length == 0 ? 1 : Weights[row];
}
