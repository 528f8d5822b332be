using System.Collections.Immutable;
using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>y ≈ Φ((x − mean) / deviation), of ln x where that is asked for, slot by slot; a constant slot, a value that is not finite, and what a sparse vector does not store become 0.</summary>
/// <remarks>
/// Φ as the official library has it: S. Winitzki, "A handy approximation for the error function and its inverse" (2008), with a = 0.147, good to 2e-4; the
/// argument is taken in the precision of the column.
/// </remarks>
internal sealed record NormalDistributionScaling<T>(T[] Means, T[] Deviations, bool UsesLog) : SlotScaling<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static NormalDistributionScaling<T> Fit(ReadOnlySpan<SlotStatistics> slots, bool usesLog)
    {
        T[] means = new T[slots.Length], deviations = new T[slots.Length];
        for (int i = 0; i < slots.Length; i++) (means[i], deviations[i]) = (T.CreateChecked(slots[i].Mean), T.CreateChecked(Math.Sqrt(slots[i].Variance)));
        return new(means, deviations, usesLog);
    }

    public override bool KeepsZero => true;

    public override T Apply(int slot, T value)
    {
        if (UsesLog) value = value > T.Zero ? T.Log(value) : T.NaN;
        return T.IsFinite(value) && Deviations[slot] > T.Epsilon ? Phi((value - Means[slot]) / Deviations[slot]) : T.Zero;
    }

    public override void Write(ModelWriter writer)
    {
        writer.Int(UsesLog ? LogDistribution : Distribution);
        writer.Values(Means);
        writer.Values(Deviations);
    }

    public override Transforms.NormalizingTransformer.NormalizerModelParametersBase ToParameters(bool isVector) => isVector
        ? new Transforms.NormalizingTransformer.CdfNormalizerModelParameters<ImmutableArray<T>>([.. Means], [.. Deviations], UsesLog)
        : new Transforms.NormalizingTransformer.CdfNormalizerModelParameters<T>(Means[0], Deviations[0], UsesLog);

    /// <summary>½ + ½ sign(x) √(1 − exp(−u (4/π + a u) / (1 + a u))), u = x²/2.</summary>
    private static T Phi(T x)
    {
        T u = x * x / T.CreateChecked(2), au = T.CreateChecked(0.147) * u;
        double exponent = -double.CreateChecked(u) * (4 / Math.PI + double.CreateChecked(au)) / (1 + double.CreateChecked(au));
        return T.CreateChecked(0.5 + 0.5 * T.Sign(x) * Math.Sqrt(1 - Math.Exp(exponent)));
    }
}
