using Microsoft.ML.Calibrators;
using Microsoft.ML.Trainers.FastTree;
using MlNetAudio.Onnx.Export;

namespace MlNetAudio.Pipelines.Classical;

/// <summary>ML.NET's tree ensembles as an artifact holds them.</summary>
internal static class TreeModel
{
    public static CalibratedForest Forest(IEnumerable<RegressionTreeBase> trees, IEnumerable<double> weights, double bias, PlattCalibrator calibrator) => new(
        [.. trees.Select(tree => new DecisionTree(
            [.. tree.NumericalSplitFeatureIndexes], [.. tree.NumericalSplitThresholds], [.. tree.LeftChild], [.. tree.RightChild], [.. tree.LeafValues]))],
        [.. weights], bias, calibrator.Slope, calibrator.Offset);

    /// <summary>Nodes and leaves.</summary>
    public static long Size(IEnumerable<CalibratedForest> forests) => forests.Sum(forest => forest.Trees.Sum(tree => (long)tree.Threshold.Count + tree.LeafValues.Count));
}
