namespace Microsoft.ML.Training;

/// <summary>How a forest is grown; the meanings are those of the public options of the same names.</summary>
internal sealed record ForestSettings
{
    public int NumberOfTrees { get; init; } = 100;
    public int NumberOfLeaves { get; init; } = 20;
    public int MinimumExampleCountPerLeaf { get; init; } = 10;
    public int MaximumBinCountPerFeature { get; init; } = 255;
    public double FeatureFraction { get; init; } = 0.7;
    public double FeatureFractionPerSplit { get; init; } = 0.7;
    public int BaggingSize { get; init; } = 1;
    public double BaggingExampleFraction { get; init; } = 0.7;
    public double EntropyCoefficient { get; init; }
    public double FeatureFirstUsePenalty { get; init; }
    public double FeatureReusePenalty { get; init; }
    public int Seed { get; init; } = 123;
    public int FeatureSelectionSeed { get; init; } = 123;

    /// <summary>Threads for the histograms; null for all of the machine. The trees do not depend on it.</summary>
    public int? NumberOfThreads { get; init; }
}
