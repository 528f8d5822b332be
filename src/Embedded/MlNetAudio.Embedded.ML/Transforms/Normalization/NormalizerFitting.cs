using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>Chooses the fitting for a column type.</summary>
internal static class NormalizerFitting
{
    public static INormalizerFitting Create(DataViewType type, ScalingRule rule) =>
        ColumnTypes.ItemOf(type) == NumberDataViewType.Double ? new Typed<double>(type, rule) : new Typed<float>(type, rule);

    public static IColumnNormalizer Read(ModelReader reader)
    {
        DataViewType type = reader.Type();
        return ColumnTypes.ItemOf(type) == NumberDataViewType.Double
            ? new ColumnNormalizer<double>(type, SlotScaling<double>.Read(reader))
            : new ColumnNormalizer<float>(type, SlotScaling<float>.Read(reader));
    }

    private sealed class Typed<T> : INormalizerFitting where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly DataViewType _type;
        private readonly ScalingRule _rule;
        private readonly SlotStatistics[] _slots;
        private readonly List<double>[] _values;

        public Typed(DataViewType type, ScalingRule rule)
        {
            _type = type;
            _rule = rule;
            _slots = new SlotStatistics[type is VectorDataViewType vector ? vector.Size : 1];
            Array.Fill(_slots, new());
            _values = rule.NeedsValues ? [.. _slots.Select(_ => new List<double>())] : null;
        }

        public Action Adder(DataViewRow row, DataViewSchema.Column column)
        {
            if (_type is not VectorDataViewType)
            {
                ValueGetter<T> scalar = row.GetGetter<T>(column);
                return () => Add(0, double.CreateChecked(Getters.Value(scalar)));
            }
            ValueGetter<VBuffer<T>> getter = row.GetGetter<VBuffer<T>>(column);
            VBuffer<T> buffer = default;
            var values = new T[_slots.Length];
            return () =>
            {
                getter(ref buffer);
                if (buffer.Length != _slots.Length)
                    throw new InvalidOperationException($"Column '{column.Name}' is declared with {_slots.Length} slots; row {row.Position} has {buffer.Length}.");
                buffer.CopyTo(values);
                for (int i = 0; i < values.Length; i++) Add(i, double.CreateChecked(values[i]));
            };
        }

        public IColumnNormalizer Finish() => new ColumnNormalizer<T>(_type, _rule.Kind switch
        {
            ScalingKind.NormalDistribution => NormalDistributionScaling<T>.Fit(_slots, usesLog: false),
            ScalingKind.LogNormalDistribution => NormalDistributionScaling<T>.Fit(_slots, usesLog: true),
            ScalingKind.Quantiles => AffineScaling<T>.Fit(_rule, _values),
            ScalingKind.Bins => BinScaling<T>.Fit(_rule, _values),
            _ => AffineScaling<T>.Fit(_rule, _slots),
        });

        private void Add(int slot, double value)
        {
            if (_values is null) _slots[slot].Add(_rule.Kind != ScalingKind.LogNormalDistribution ? value : value > 0 ? Math.Log(value) : double.NaN);
            else if (double.IsFinite(value)) _values[slot].Add(value);
        }
    }
}
