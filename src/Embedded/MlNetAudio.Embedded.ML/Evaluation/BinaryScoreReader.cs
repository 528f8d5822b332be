using System.Globalization;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Reads scored rows for evaluation.</summary>
internal static class BinaryScoreReader
{
    /// <summary>The rows with a finite score and a known label, in their order.</summary>
    /// <param name="probabilityColumn">Null when only scores count.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type, or one class has no rows.</exception>
    public static BinaryScores Read(IHostEnvironment env, IDataView data, string labelColumn, string scoreColumn, string probabilityColumn, string predictedLabelColumn)
    {
        ArgumentNullException.ThrowIfNull(data);
        var label = Find(data, labelColumn, "Label");
        Single(Find(data, scoreColumn, "Score"), "score");
        if (probabilityColumn is not null) Single(Find(data, probabilityColumn, "Probability"), "probability");
        Find(data, predictedLabelColumn, "PredictedLabel");

        var labels = new List<bool>();
        List<float> scores = [], probabilities = [];
        int unlabeled = 0, unscored = 0;
        string[] columns = probabilityColumn is null ? [labelColumn, scoreColumn] : [labelColumn, scoreColumn, probabilityColumn];
        ColumnReader.ForEachRow(data, columns, row =>
        {
            var getLabel = LabelGetter(row, label);
            var getScore = row.GetGetter<float>(data.Schema[scoreColumn]);
            var getProbability = probabilityColumn is null ? null : row.GetGetter<float>(data.Schema[probabilityColumn]);
            return () =>
            {
                float score = 0, probability = float.NaN;
                bool? isPositive = getLabel();
                getScore(ref score);
                getProbability?.Invoke(ref probability);
                if (!float.IsFinite(score)) unscored++;
                else if (isPositive is null) unlabeled++;
                else
                {
                    labels.Add(isPositive.Value);
                    scores.Add(score);
                    probabilities.Add(probability);
                }
            };
        });

        const string Source = "BinaryClassifierEvaluator";
        if (unlabeled > 0) env.Warning(Source, string.Create(CultureInfo.InvariantCulture, $"Encountered {unlabeled} unlabeled instances during testing."));
        if (unscored > 0)
            env.Warning(Source, string.Create(CultureInfo.InvariantCulture, $"{unscored} instances with a score that is not finite were left out of the evaluation."));
        var rows = new BinaryScores([.. labels], [.. scores], probabilityColumn is null ? null : [.. probabilities]);
        if (rows.Positives == 0) throw new ArgumentOutOfRangeException(nameof(data), "AUC is not defined when there is no positive class in the data");
        if (rows.Negatives == 0) throw new ArgumentOutOfRangeException(nameof(data), "AUC is not defined when there is no negative class in the data");
        return rows;
    }

    private static DataViewSchema.Column Find(IDataView data, string name, string role)
    {
        ArgumentException.ThrowIfNullOrEmpty(name, $"{role} column name");
        return data.Schema.GetColumnOrNull(name) ?? throw new ArgumentOutOfRangeException(nameof(data), $"{role} column '{name}' not found");
    }

    private static void Single(DataViewSchema.Column column, string role)
    {
        if (!NumberDataViewType.Single.Equals(column.Type))
            throw SchemaMismatch.Type("data", role, column.Name, NumberDataViewType.Single.ToString(), column.Type.ToString());
    }

    /// <summary>true for positive, null for unknown.</summary>
    private static Func<bool?> LabelGetter(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is BooleanDataViewType) return Labels<bool>(label => label);
        if (NumberDataViewType.Single.Equals(column.Type)) return Labels<float>(label => float.IsNaN(label) ? null : label > 0);
        if (NumberDataViewType.Double.Equals(column.Type)) return Labels<double>(label => double.IsNaN(label) ? null : label > 0);
        throw SchemaMismatch.Type("data", "label", column.Name, "Single, Double or Boolean", column.Type.ToString());

        Func<bool?> Labels<T>(Func<T, bool?> isPositive)
        {
            var getter = row.GetGetter<T>(column);
            return () =>
            {
                T label = default;
                getter(ref label);
                return isPositive(label);
            };
        }
    }
}
