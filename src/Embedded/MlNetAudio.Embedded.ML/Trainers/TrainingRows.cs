using System.Globalization;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Training;

namespace Microsoft.ML.Trainers;

/// <summary>Reads the training columns of a data view into arrays, in one pass.</summary>
internal static class TrainingRows
{
    /// <param name="trainer">Who trains: the source of the warning.</param>
    /// <param name="weight">Column name or null.</param>
    /// <exception cref="InvalidOperationException">No row has finite features and weight.</exception>
    public static TrainingSet Read(IHostEnvironment env, string trainer, IDataView data, string feature, string label, string weight)
    {
        var features = new List<float>();
        var labels = new List<bool>();
        var weights = weight is null ? null : new List<float>();
        int skipped = 0;
        string[] columns = weight is null ? [feature, label] : [feature, label, weight];
        ColumnReader.ForEachRow(data, columns, row =>
        {
            var getFeatures = row.GetGetter<VBuffer<float>>(data.Schema[feature]);
            var getLabel = row.GetGetter<bool>(data.Schema[label]);
            var getWeight = weight is null ? null : row.GetGetter<float>(data.Schema[weight]);
            VBuffer<float> vector = default;
            return () =>
            {
                bool isPositive = false;
                float rowWeight = 1;
                getFeatures(ref vector);
                getLabel(ref isPositive);
                getWeight?.Invoke(ref rowWeight);
                if (!float.IsFinite(rowWeight) || !AllFinite(vector.GetValues()))
                {
                    skipped++;
                    return;
                }
                if (labels.Count > 0 && vector.Length * labels.Count != features.Count)
                    throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                        $"Column '{feature}' has {vector.Length} values in row {row.Position} but {features.Count / labels.Count} in the rows before; every row needs the same number."));
                features.AddRange(vector.DenseValues());
                labels.Add(isPositive);
                weights?.Add(rowWeight);
            };
        });
        if (labels.Count == 0) throw new InvalidOperationException("No valid training instances found, all instances have missing features.");
        if (skipped > 0)
            env.Warning(trainer, string.Create(CultureInfo.InvariantCulture, $"Skipped {skipped} instances with missing features/label/weight during training"));
        return new([.. features], [.. labels], weights?.ToArray());
    }

    private static bool AllFinite(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
            if (!float.IsFinite(value)) return false;
        return true;
    }
}
