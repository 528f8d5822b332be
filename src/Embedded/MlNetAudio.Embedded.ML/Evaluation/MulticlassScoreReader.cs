using System.Globalization;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Reads rows scored for several classes.</summary>
internal static class MulticlassScoreReader
{
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">No row can be evaluated.</exception>
    public static MulticlassScores Read(IHostEnvironment env, IDataView data, string labelColumn, string scoreColumn, string predictedLabelColumn)
    {
        ArgumentNullException.ThrowIfNull(data);
        DataViewSchema.Column label = Find(data, labelColumn, "Label"), score = Find(data, scoreColumn, "Score");
        Find(data, predictedLabelColumn, "PredictedLabel");
        if (label.Type is not KeyDataViewType || label.Type.RawType != typeof(uint)) throw SchemaMismatch.Type("data", "label", labelColumn, "Key<UInt32>", label.Type.ToString());
        if (score.Type is not VectorDataViewType { IsKnownSize: true } vector || !vector.ItemType.Equals(NumberDataViewType.Single))
            throw SchemaMismatch.Type("data", "score", scoreColumn, "Vector<Single> of known size", score.Type.ToString());

        int classes = vector.Size, unlabeled = 0, unscored = 0;
        var labels = new List<int>();
        var scores = new List<float>();
        ColumnReader.ForEachRow(data, [labelColumn, scoreColumn], row =>
        {
            var getLabel = row.GetGetter<uint>(label);
            var getScore = row.GetGetter<VBuffer<float>>(score);
            VBuffer<float> buffer = default;
            float[] dense = new float[classes];
            return () =>
            {
                uint key = Getters.Value(getLabel);
                getScore(ref buffer);
                buffer.CopyTo(dense);
                if (key == 0) unlabeled++;
                else if (Array.Exists(dense, float.IsNaN)) unscored++;
                else
                {
                    labels.Add((int)(key - 1));
                    scores.AddRange(dense);
                }
            };
        });

        const string Source = "MulticlassClassifierEvaluator";
        if (unlabeled > 0) env.Warning(Source, string.Create(CultureInfo.InvariantCulture, $"Encountered {unlabeled} unlabeled instances during testing."));
        if (unscored > 0) env.Warning(Source, string.Create(CultureInfo.InvariantCulture, $"{unscored} instances with a score that is not a number were left out of the evaluation."));
        if (labels.Count == 0) throw new InvalidOperationException("There is no row with a label and a score to evaluate.");
        string[] names = ClassNames.Texts(label.Annotations) is { } texts && texts.Length == classes
            ? texts
            : [.. Enumerable.Range(0, classes).Select(k => k.ToString(CultureInfo.InvariantCulture))];
        return new(classes, [.. labels], [.. scores], names);
    }

    private static DataViewSchema.Column Find(IDataView data, string name, string role)
    {
        ArgumentException.ThrowIfNullOrEmpty(name, $"{role} column name");
        return data.Schema.GetColumnOrNull(name) ?? throw new ArgumentOutOfRangeException(nameof(data), $"{role} column '{name}' not found");
    }
}
