using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>What a fitted normaliser does to each slot of a column.</summary>
internal abstract record SlotScaling<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>0 stays 0, so that a sparse vector stays sparse.</summary>
    public abstract bool KeepsZero { get; }

    public abstract T Apply(int slot, T value);

    /// <summary>So that <see cref="Read"/> finds it again.</summary>
    public abstract void Write(ModelWriter writer);

    public static SlotScaling<T> Read(ModelReader reader) => reader.Bool()
        ? new NormalDistributionScaling<T>(reader.Values<T>(), reader.Values<T>())
        : new AffineScaling<T>(reader.Values<T>(), reader.Values<T>());

    public abstract Transforms.NormalizingTransformer.NormalizerModelParametersBase ToParameters(bool isVector);
}
