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

    /// <summary>The kinds by their number in a model file.</summary>
    protected const int Affine = 0, Distribution = 1, LogDistribution = 2, Bins = 3;

    public static SlotScaling<T> Read(ModelReader reader) => reader.Int() switch
    {
        Affine => new AffineScaling<T>(reader.Values<T>(), reader.Values<T>()),
        Distribution => new NormalDistributionScaling<T>(reader.Values<T>(), reader.Values<T>(), UsesLog: false),
        LogDistribution => new NormalDistributionScaling<T>(reader.Values<T>(), reader.Values<T>(), UsesLog: true),
        Bins => new BinScaling<T>(reader.List(reader.Values<T>), reader.Values<T>(), reader.Values<T>()),
        int other => throw new InvalidDataException($"The model has a normaliser of the unknown kind {other}."),
    };

    public abstract Transforms.NormalizingTransformer.NormalizerModelParametersBase ToParameters(bool isVector);
}
