using System.Collections.Immutable;
using System.Numerics;
using Microsoft.ML.Training;

namespace Microsoft.ML.Data;

/// <summary>y = bin / Densities − Offsets: bins of about equally many values, of which the first is 0 and the last 1 before the offset is taken off.</summary>
/// <param name="UpperBounds">[slot][bin], ascending, the last +∞.</param>
/// <param name="Offsets">What 0 would become, where 0 shall stay 0; else 0.</param>
internal sealed record BinScaling<T>(T[][] UpperBounds, T[] Densities, T[] Offsets) : SlotScaling<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static BinScaling<T> Fit(ScalingRule rule, IReadOnlyList<IReadOnlyCollection<double>> values)
    {
        T[][] bounds = [.. values.Select(slot => FeatureBins.UpperBounds([.. slot], rule.MaximumBinCount, minimumCount: 1).Select(T.CreateSaturating).ToArray())];
        T[] densities = [.. bounds.Select(slot => T.CreateChecked(Math.Max(1, slot.Length - 1)))];
        T[] offsets = [.. bounds.Select((slot, i) => rule.FixZero ? T.CreateChecked(BinOf(slot, T.Zero)) / densities[i] : T.Zero)];
        return new(bounds, densities, offsets);
    }

    public override bool KeepsZero => false;

    public override T Apply(int slot, T value) =>
        T.IsNaN(value) ? value : T.CreateChecked(BinOf(UpperBounds[slot], value)) / Densities[slot] - Offsets[slot];

    public override void Write(ModelWriter writer)
    {
        writer.Int(Bins);
        writer.List(UpperBounds, writer.Values);
        writer.Values(Densities);
        writer.Values(Offsets);
    }

    public override Transforms.NormalizingTransformer.NormalizerModelParametersBase ToParameters(bool isVector) => isVector
        ? new Transforms.NormalizingTransformer.BinNormalizerModelParameters<ImmutableArray<T>>([.. UpperBounds.Select(slot => slot.ToImmutableArray())], [.. Densities], [.. Offsets])
        : new Transforms.NormalizingTransformer.BinNormalizerModelParameters<T>([.. UpperBounds[0]], Densities[0], Offsets[0]);

    private static int BinOf(T[] bounds, T value)
    {
        int index = Array.BinarySearch(bounds, value);
        return index >= 0 ? index : ~index;
    }
}
