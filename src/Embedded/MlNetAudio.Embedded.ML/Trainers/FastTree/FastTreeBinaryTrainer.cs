using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Training;
using CalibratedTreeModel =
    Microsoft.ML.Calibrators.CalibratedModelParametersBase<Microsoft.ML.Trainers.FastTree.FastTreeBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>
/// Gradient boosted trees (the MART algorithm) with logistic loss: P(positive) = 1 / (1 + exp(−σ·score)), σ twice the learning rate, so calibrated by nature.
/// Same rows, options and seeds, same trees, whatever the number of threads.
/// </summary>
public sealed class FastTreeBinaryTrainer : BoostingFastTreeTrainerBase<FastTreeBinaryTrainer.Options, BinaryPredictionTransformer<CalibratedTreeModel>, CalibratedTreeModel>
{
    internal FastTreeBinaryTrainer(IHostEnvironment env, Options options) : base(env, options, LabelColumns.Boolean(options.LabelColumnName))
    {
    }

    private protected override CalibratedTreeModel Train(IDataView input)
    {
        TrainerOptions.Check();
        double steepness = 2 * TrainerOptions.LearningRate;
        var settings = new BoostingSettings(TrainerOptions.ToForestSettings(), TrainerOptions.LearningRate * TrainerOptions.Shrinkage, steepness, TrainerOptions.MaximumTreeOutput);
        var trees = BoostedTreeGrower.Grow(ReadRows(input), settings, out int emptyTrees);
        TrainerOptions.Report(Environment, nameof(FastTreeBinaryTrainer), emptyTrees);
        return new CalibratedModelParameters<FastTreeBinaryModelParameters, PlattCalibrator>(new(trees), new(slope: -steepness, offset: 0));
    }

    private protected override BinaryPredictionTransformer<CalibratedTreeModel> MakeTransformer(CalibratedTreeModel model, DataViewSchema trainSchema) =>
        new(Environment, model, trainSchema, FeatureColumn.Name);

    private protected override IEnumerable<SchemaShape.Column> GetOutputColumns(SchemaShape inputSchema) => ScoreAnnotations.BinaryShapes(calibrated: true);

    public sealed class Options : BoostedTreeOptions
    {
    }
}
