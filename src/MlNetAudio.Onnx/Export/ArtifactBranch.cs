namespace MlNetAudio.Onnx.Export;

/// <summary>One model of an artifact: what reads the input, and what classifies what is read. Several of them are an ensemble, whose probability is their weighted mean.</summary>
public sealed record ArtifactBranch(AudioFrontEnd FrontEnd, ClassifierHead Head)
{
    /// <summary>How much it counts; only the ratios of the weights matter.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive and finite.</exception>
    public double Weight
    {
        get;
        init => field = value > 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(null, FormattableString.Invariant($"Weight must be positive and finite, got {value}."));
    } = 1;

    /// <summary>What ArtifactMetadata.ClipSamples must be: the longest clip that a branch pads or crops to, for each takes its own part of it; null where one reads clips of any length.</summary>
    public static int? CommonClipSamples(IReadOnlyList<ArtifactBranch> branches) =>
        Longest(branches, frontEnd => frontEnd.FixedClipSamples);

    /// <summary>How much of a clip counts at all, also for models that read shorter ones as they are; null: all of it does for one of the branches.</summary>
    public static int? HeardSamples(IReadOnlyList<ArtifactBranch> branches) =>
        Longest(branches, frontEnd => frontEnd.HeardSamples);

    private static int? Longest(IReadOnlyList<ArtifactBranch> branches, Func<AudioFrontEnd, int?> samples) =>
        branches.All(branch => samples(branch.FrontEnd) is not null) ? branches.Max(branch => samples(branch.FrontEnd)) : null;
}
