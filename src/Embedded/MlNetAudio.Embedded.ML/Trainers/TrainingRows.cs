using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Training;

namespace Microsoft.ML.Trainers;

/// <summary>Reads the training columns of a data view into arrays, in one pass; rows whose features, weight or label are missing are skipped with a warning.</summary>
internal static class TrainingRows
{
    /// <param name="trainer">Who trains: the source of the warning.</param>
    /// <param name="label">Column Boolean.</param>
    /// <param name="weight">Column name or null.</param>
    /// <exception cref="InvalidOperationException">No row has finite features and weight.</exception>
    public static TrainingSet Read(IHostEnvironment env, string trainer, IDataView data, string feature, string label, string weight)
    {
        var (features, labels, weights) = Collect<bool>(env, trainer, data, feature, label, weight, _ => true);
        return new(features, labels, weights);
    }

    /// <param name="label">Column Key of UInt32; rows with the missing key are skipped.</param>
    /// <inheritdoc cref="Read"/>
    public static ClassTrainingSet ReadClasses(IHostEnvironment env, string trainer, IDataView data, string feature, string label, string weight)
    {
        var (features, labels, weights) = Collect<uint>(env, trainer, data, feature, label, weight, key => key != 0);
        ulong count = ((KeyDataViewType)data.Schema[label].Type).Count;
        // A key without known values may have billions of them: then the largest seen says how many there are.
        uint largest = labels.Max();
        return new(features, Array.ConvertAll(labels, key => (int)(key - 1)), (int)(count < 1 << 24 ? count : largest), weights);
    }

    private static (float[] Features, TLabel[] Labels, float[] Weights) Collect<TLabel>(
        IHostEnvironment env, string trainer, IDataView data, string feature, string label, string weight, Func<TLabel, bool> isKnown)
    {
        var features = new List<float>();
        var labels = new List<TLabel>();
        var weights = weight is null ? null : new List<float>();
        int skipped = 0;
        string[] columns = weight is null ? [feature, label] : [feature, label, weight];
        ColumnReader.ForEachRow(data, columns, row =>
        {
            var getFeatures = row.GetGetter<VBuffer<float>>(data.Schema[feature]);
            var getLabel = row.GetGetter<TLabel>(data.Schema[label]);
            var getWeight = weight is null ? null : row.GetGetter<float>(data.Schema[weight]);
            VBuffer<float> vector = default;
            return () =>
            {
                TLabel rowLabel = default;
                float rowWeight = 1;
                getFeatures(ref vector);
                getLabel(ref rowLabel);
                getWeight?.Invoke(ref rowWeight);
                if (!float.IsFinite(rowWeight) || !isKnown(rowLabel) || !AllFinite(vector.GetValues()))
                {
                    skipped++;
                    return;
                }
                if (labels.Count > 0 && vector.Length * labels.Count != features.Count)
                    throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                        $"Column '{feature}' has {vector.Length} values in row {row.Position} but {features.Count / labels.Count} in the rows before; every row needs the same number."));
                int start = features.Count;
                CollectionsMarshal.SetCount(features, start + vector.Length);
                vector.CopyTo(CollectionsMarshal.AsSpan(features), start);
                labels.Add(rowLabel);
                weights?.Add(rowWeight);
            };
        });
        if (labels.Count == 0) throw new InvalidOperationException("No valid training instances found, all instances have missing features.");
        if (skipped > 0)
            env.Warning(trainer, string.Create(CultureInfo.InvariantCulture, $"Skipped {skipped} instances with missing features/label/weight during training"));
        return ([.. features], [.. labels], weights?.ToArray());
    }

    private static bool AllFinite(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
            if (!float.IsFinite(value)) return false;
        return true;
    }
}
