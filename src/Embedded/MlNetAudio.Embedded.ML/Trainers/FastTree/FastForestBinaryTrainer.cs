using System.Globalization;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Training;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>
/// A random forest whose score is the sum over the trees of the mean target (+1 positive, −1 negative) in the leaf: not a probability; append
/// <see cref="BinaryClassificationCatalog.CalibratorsCatalog.Platt(string, string, string)"/> for that.
/// </summary>
public sealed class FastForestBinaryTrainer
    : RandomForestTrainerBase<FastForestBinaryTrainer.Options, BinaryPredictionTransformer<FastForestBinaryModelParameters>, FastForestBinaryModelParameters>
{
    internal FastForestBinaryTrainer(IHostEnvironment env, Options options) : base(env, options)
    {
    }

    private protected override FastForestBinaryModelParameters Train(TrainingSet rows)
    {
        var options = TrainerOptions;
        options.Check();
        var trees = ForestGrower.Grow(rows, SettingsOf(options), out int emptyTrees);
        if (emptyTrees > 0 && !options.AllowEmptyTrees)
            throw new InvalidOperationException("Impossible to perform a leaf split, but the learner was configured to not allow empty trees. Lower MinimumExampleCountPerLeaf.");
        if (emptyTrees > 0)
            Environment.Warning(nameof(FastForestBinaryTrainer), string.Create(CultureInfo.InvariantCulture,
                $"{emptyTrees} of {options.NumberOfTrees} trees found nothing to split by; the minimum example count per leaf may be too high for this dataset."));
        return new(trees);
    }

    private protected override BinaryPredictionTransformer<FastForestBinaryModelParameters> MakeTransformer(FastForestBinaryModelParameters model, DataViewSchema trainSchema) =>
        new(Environment, model, trainSchema, FeatureColumn.Name);

    private protected override IEnumerable<SchemaShape.Column> GetOutputColumns() =>
        [ScoreAnnotations.Shape("PredictedLabel", BooleanDataViewType.Instance), ScoreAnnotations.Shape("Score", NumberDataViewType.Single)];

    private static ForestSettings SettingsOf(Options options) => new()
    {
        NumberOfTrees = options.NumberOfTrees,
        NumberOfLeaves = options.NumberOfLeaves,
        MinimumExampleCountPerLeaf = options.MinimumExampleCountPerLeaf,
        MaximumBinCountPerFeature = options.MaximumBinCountPerFeature,
        FeatureFraction = options.FeatureFraction,
        FeatureFractionPerSplit = options.FeatureFractionPerSplit,
        BaggingSize = options.BaggingSize,
        BaggingExampleFraction = options.BaggingExampleFraction,
        EntropyCoefficient = options.EntropyCoefficient,
        FeatureFirstUsePenalty = options.FeatureFirstUsePenalty,
        FeatureReusePenalty = options.FeatureReusePenalty,
        Seed = options.Seed,
        FeatureSelectionSeed = options.FeatureSelectionSeed,
        NumberOfThreads = options.NumberOfThreads,
    };

    public sealed class Options : FastForestOptionsBase
    {
        /// <summary>Bound on |output| of a tree; the outputs of a forest are means of ±1 and never come near the default.</summary>
        public double MaximumOutputMagnitudePerTree = 100;
    }
}
