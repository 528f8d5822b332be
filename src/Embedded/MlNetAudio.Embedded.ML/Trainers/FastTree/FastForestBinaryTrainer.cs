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
    internal FastForestBinaryTrainer(IHostEnvironment env, Options options) : base(env, options, LabelColumns.Boolean(options.LabelColumnName))
    {
    }

    private protected override FastForestBinaryModelParameters Train(IDataView input)
    {
        TrainerOptions.Check();
        var trees = ForestGrower.Grow(ReadRows(input), TrainerOptions.ToForestSettings(), out int emptyTrees);
        TrainerOptions.Report(Environment, nameof(FastForestBinaryTrainer), emptyTrees);
        return new(trees);
    }

    private protected override BinaryPredictionTransformer<FastForestBinaryModelParameters> MakeTransformer(FastForestBinaryModelParameters model, DataViewSchema trainSchema) =>
        new(Environment, model, trainSchema, FeatureColumn.Name);

    private protected override IEnumerable<SchemaShape.Column> GetOutputColumns(SchemaShape inputSchema) => ScoreAnnotations.BinaryShapes(calibrated: false);

    public sealed class Options : FastForestOptionsBase
    {
        /// <summary>Bound on |output| of a tree; the outputs of a forest are means of ±1 and never come near the default.</summary>
        public double MaximumOutputMagnitudePerTree = 100;
    }
}
