using System.Globalization;
using Microsoft.ML.Runtime;
using Microsoft.ML.Training;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>How trees are grown. Same data, options and seeds give the same trees, whatever the number of threads.</summary>
public abstract class TreeOptions : TrainerInputBaseWithWeight
{
    private protected TreeOptions()
    {
    }

    /// <summary>Threads at most; null for all of the machine.</summary>
    public int? NumberOfThreads;

    /// <summary>Seed of the bags and of the choice among features in a split. A trainer does not read the seed of the MLContext.</summary>
    public int Seed = 123;

    /// <summary>Seed of the choice of features for a tree.</summary>
    public int FeatureSelectionSeed = 123;

    /// <summary>0 to 1: favours splits into even parts.</summary>
    public double EntropyCoefficient;

    /// <summary>Different values of a feature that splits can tell apart.</summary>
    public int MaximumBinCountPerFeature = 255;

    /// <summary>Subtracted from the gain of a feature that no tree has used yet.</summary>
    public double FeatureFirstUsePenalty;

    /// <summary>Times log(uses + 1) subtracted from the gain of a feature used before.</summary>
    public double FeatureReusePenalty;

    /// <summary>Leaves of a tree at most.</summary>
    public int NumberOfLeaves = 20;

    /// <summary>Rows of a tree's bag that every leaf must have.</summary>
    public int MinimumExampleCountPerLeaf = 10;

    public int NumberOfTrees = 100;

    /// <summary>Chance of a feature to be looked at by a tree.</summary>
    public double FeatureFraction = 1;

    /// <summary>Trees that share a bag of rows; 0 for all rows in every tree. Must divide <see cref="NumberOfTrees"/>.</summary>
    public int BaggingSize;

    /// <summary>Chance of a row to be in a bag.</summary>
    public double BaggingExampleFraction = 0.7;

    /// <summary>Chance of a better feature to be taken in a split.</summary>
    public double FeatureFractionPerSplit = 1;

    /// <summary>Whether a tree that finds no split is left out (with a warning) instead of ending the training.</summary>
    public bool AllowEmptyTrees = true;

    internal virtual void Check()
    {
        CheckThat(NumberOfThreads is null or > 0, nameof(NumberOfThreads), "positive");
        CheckThat(NumberOfLeaves >= 2, nameof(NumberOfLeaves), "at least 2");
        CheckThat(MinimumExampleCountPerLeaf >= 0, nameof(MinimumExampleCountPerLeaf), "non-negative");
        CheckThat(EntropyCoefficient is >= 0 and <= 1, nameof(EntropyCoefficient), "between 0 and 1");
        CheckThat(FeatureFraction is >= 0 and <= 1, nameof(FeatureFraction), "between 0 and 1");
        CheckThat(FeatureFractionPerSplit is >= 0 and <= 1, nameof(FeatureFractionPerSplit), "between 0 and 1");
        CheckThat(MaximumBinCountPerFeature > 0, nameof(MaximumBinCountPerFeature), "positive");
        CheckThat(NumberOfTrees > 0, nameof(NumberOfTrees), "positive");
        CheckThat(BaggingSize >= 0, nameof(BaggingSize), "non-negative");
        CheckThat(BaggingExampleFraction is >= 0 and <= 1, nameof(BaggingExampleFraction), "between 0 and 1");
        CheckThat(FeatureFirstUsePenalty >= 0, nameof(FeatureFirstUsePenalty), "non-negative");
        CheckThat(FeatureReusePenalty >= 0, nameof(FeatureReusePenalty), "non-negative");
        if (BaggingSize > 0 && NumberOfTrees % BaggingSize != 0)
            throw new InvalidOperationException($"Number of trees should be a multiple of number bag size: {NumberOfTrees} trees, {BaggingSize} a bag.");
    }

    internal ForestSettings ToForestSettings() => new()
    {
        NumberOfTrees = NumberOfTrees,
        NumberOfLeaves = NumberOfLeaves,
        MinimumExampleCountPerLeaf = MinimumExampleCountPerLeaf,
        MaximumBinCountPerFeature = MaximumBinCountPerFeature,
        FeatureFraction = FeatureFraction,
        FeatureFractionPerSplit = FeatureFractionPerSplit,
        BaggingSize = BaggingSize,
        BaggingExampleFraction = BaggingExampleFraction,
        EntropyCoefficient = EntropyCoefficient,
        FeatureFirstUsePenalty = FeatureFirstUsePenalty,
        FeatureReusePenalty = FeatureReusePenalty,
        Seed = Seed,
        FeatureSelectionSeed = FeatureSelectionSeed,
        NumberOfThreads = NumberOfThreads,
    };

    /// <summary>Says how many trees found nothing to split by.</summary>
    /// <exception cref="InvalidOperationException">There are some and <see cref="AllowEmptyTrees"/> is false.</exception>
    internal void Report(IHostEnvironment env, string trainer, int emptyTrees)
    {
        if (emptyTrees == 0) return;
        if (!AllowEmptyTrees)
            throw new InvalidOperationException("Impossible to perform a leaf split, but the learner was configured to not allow empty trees. Lower MinimumExampleCountPerLeaf.");
        env.Warning(trainer, string.Create(CultureInfo.InvariantCulture,
            $"{emptyTrees} of {NumberOfTrees} trees found nothing to split by; the minimum example count per leaf may be too high for this dataset."));
    }

    private protected static void CheckThat(bool holds, string option, string demand)
    {
        if (!holds) throw new ArgumentOutOfRangeException(option, $"{option} must be {demand}.");
    }
}
