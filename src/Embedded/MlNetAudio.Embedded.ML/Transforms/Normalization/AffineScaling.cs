using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>y = (x − offset) · scale, slot by slot, computed in the column's own precision.</summary>
/// <param name="Offsets">Empty when all are 0.</param>
internal sealed record AffineScaling<T>(T[] Scales, T[] Offsets) : SlotScaling<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static AffineScaling<T> Fit(ScalingRule rule, ReadOnlySpan<SlotStatistics> slots)
    {
        T[] scales = new T[slots.Length], offsets = new T[slots.Length];
        for (int i = 0; i < slots.Length; i++)
        {
            (double scale, double offset) = rule.Kind == ScalingKind.MinMax ? ByRange(slots[i], rule.FixZero) : ByDeviation(slots[i], rule.FixZero);
            (scales[i], offsets[i]) = (T.CreateChecked(scale), T.CreateChecked(offset));
        }
        return new(scales, Array.TrueForAll(offsets, T.IsZero) ? [] : offsets);
    }

    /// <summary>(x − median) / (upper − lower bound), the median only where that is asked for. As in Microsoft.ML the bounds lie at their shares of the way from the least to the largest value, not at quantiles.</summary>
    public static AffineScaling<T> Fit(ScalingRule rule, IReadOnlyList<IReadOnlyCollection<double>> values)
    {
        T[] scales = new T[values.Count], offsets = new T[values.Count];
        for (int i = 0; i < values.Count; i++)
        {
            double[] sorted = [.. values[i].Order()];
            double range = sorted.Length == 0 ? 0 : (sorted[^1] - sorted[0]) * (rule.Range.High - rule.Range.Low) / 100.0;
            scales[i] = T.CreateChecked(range > 0 ? 1 / range : 0);
            offsets[i] = T.CreateChecked(rule.CenterData ? Quantiles.Of(sorted, 0.5) : 0);
        }
        return new(scales, Array.TrueForAll(offsets, T.IsZero) ? [] : offsets);
    }

    public override bool KeepsZero => Offsets.Length == 0;

    public override T Apply(int slot, T value) => (Offsets.Length == 0 ? value : value - Offsets[slot]) * Scales[slot];

    public override void Write(ModelWriter writer)
    {
        writer.Int(Affine);
        writer.Values(Scales);
        writer.Values(Offsets);
    }

    public override Transforms.NormalizingTransformer.NormalizerModelParametersBase ToParameters(bool isVector) => isVector
        ? new Transforms.NormalizingTransformer.AffineNormalizerModelParameters<System.Collections.Immutable.ImmutableArray<T>>([.. Scales], [.. Offsets])
        : new Transforms.NormalizingTransformer.AffineNormalizerModelParameters<T>(Scales[0], Offsets.Length == 0 ? T.Zero : Offsets[0]);

    private static (double Scale, double Offset) ByDeviation(SlotStatistics slot, bool fixZero)
    {
        if (slot.Variance == 0) return (0, 0);
        return fixZero ? (1 / Math.Sqrt(slot.Variance + slot.Mean * slot.Mean), 0) : (1 / Math.Sqrt(slot.Variance), slot.Mean);
    }

    private static (double Scale, double Offset) ByRange(SlotStatistics slot, bool fixZero)
    {
        if (!(slot.Maximum > slot.Minimum)) return (0, 0);
        if (fixZero) return (1 / Math.Max(Math.Abs(slot.Maximum), Math.Abs(slot.Minimum)), 0);
        double scale = 1 / (slot.Maximum - slot.Minimum);
        return (scale, scale == 0 ? 0 : slot.Minimum);
    }
}
