using System.Numerics;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Data;

/// <summary>Learns the values that stand in for missing ones.</summary>
internal static class Replacements
{
    /// <summary>One value for the column, or one a slot where a vector of known size is looked at slot by slot. Where all are missing it is 0.</summary>
    public static double[] Fit(IDataView data, DataViewSchema.Column column, MissingValueReplacingEstimator.ReplacementMode mode, bool bySlot)
    {
        int slots = bySlot && column.Type is VectorDataViewType { IsKnownSize: true } vector ? vector.Size : 1;
        if (mode == MissingValueReplacingEstimator.ReplacementMode.DefaultValue) return new double[slots];
        var statistics = new SlotStatistics[slots];
        Array.Fill(statistics, new());
        Dictionary<double, int>[] counts = [.. Enumerable.Range(0, slots).Select(_ => new Dictionary<double, int>())];
        bool counting = mode == MissingValueReplacingEstimator.ReplacementMode.Mode;
        if (ColumnTypes.ItemOf(column.Type).RawType == typeof(float)) Read<float>();
        else Read<double>();
        return [.. Enumerable.Range(0, slots).Select(slot => mode switch
        {
            _ when statistics[slot].Minimum > statistics[slot].Maximum => 0,   // nothing seen
            MissingValueReplacingEstimator.ReplacementMode.Mean => statistics[slot].Mean,
            MissingValueReplacingEstimator.ReplacementMode.Minimum => statistics[slot].Minimum,
            MissingValueReplacingEstimator.ReplacementMode.Maximum => statistics[slot].Maximum,
            _ => counts[slot].MaxBy(pair => pair.Value).Key,
        })];

        void Read<T>() where T : INumberBase<T> => ColumnReader.ForEachRow(data, [column.Name], row =>
        {
            if (column.Type is not VectorDataViewType)
            {
                var scalar = row.GetGetter<T>(column);
                return () => Add(0, double.CreateChecked(Getters.Value(scalar)));
            }
            var getter = row.GetGetter<VBuffer<T>>(column);
            VBuffer<T> buffer = default;
            return () =>
            {
                getter(ref buffer);
                int slot = 0;
                foreach (T value in buffer.DenseValues()) Add(slots == 1 ? 0 : slot++, double.CreateChecked(value));
            };
        });

        void Add(int slot, double value)
        {
            if (double.IsNaN(value)) return;
            statistics[slot].Add(value);
            if (counting) counts[slot][value] = counts[slot].GetValueOrDefault(value) + 1;
        }
    }
}
