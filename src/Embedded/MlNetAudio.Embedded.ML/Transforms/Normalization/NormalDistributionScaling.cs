using System.Collections.Immutable;
using System.Numerics;
using MathNet.Numerics;

namespace Microsoft.ML.Data;

/// <summary>y = Φ((x − mean) / deviation), slot by slot; a constant slot becomes 0.</summary>
internal sealed record NormalDistributionScaling<T>(double[] Means, double[] Deviations) : SlotScaling<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static NormalDistributionScaling<T> Fit(ReadOnlySpan<SlotStatistics> slots)
    {
        double[] means = new double[slots.Length], deviations = new double[slots.Length];
        for (int i = 0; i < slots.Length; i++) (means[i], deviations[i]) = (slots[i].Mean, Math.Sqrt(slots[i].Variance));
        return new(means, deviations);
    }

    public override bool KeepsZero => false;

    public override T Apply(int slot, T value) => Deviations[slot] == 0
        ? T.Zero
        : T.CreateChecked((1 + SpecialFunctions.Erf((double.CreateChecked(value) - Means[slot]) / (Deviations[slot] * Constants.Sqrt2))) / 2);

    public override Transforms.NormalizingTransformer.NormalizerModelParametersBase ToParameters(bool isVector) => isVector
        ? new Transforms.NormalizingTransformer.CdfNormalizerModelParameters<ImmutableArray<T>>([.. Means.Select(T.CreateChecked)], [.. Deviations.Select(T.CreateChecked)], false)
        : new Transforms.NormalizingTransformer.CdfNormalizerModelParameters<T>(T.CreateChecked(Means[0]), T.CreateChecked(Deviations[0]), false);
}
