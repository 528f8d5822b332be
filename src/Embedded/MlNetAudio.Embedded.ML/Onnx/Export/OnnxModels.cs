using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Training;

namespace Microsoft.ML.Model.OnnxConverter;

/// <summary>Models as nodes of a graph.</summary>
internal static class OnnxModels
{
    private static readonly long[] ClassAxis = [1];

    /// <summary>features [rows, features] → score [rows, 1].</summary>
    /// <exception cref="NotSupportedException">The model has no form in ONNX.</exception>
    public static OnnxValue Score(object model, OnnxValue features, OnnxGraph graph) => model switch
    {
        CalibratedModelParametersBase calibrated => Score(calibrated.Inner, features, graph),
        CalibratedScorer calibrated => Score(calibrated.Model, features, graph),
        LinearModelParameters linear => Linear([.. linear.Weights], [linear.Bias], features, graph),
        TreeEnsembleModelParameters trees => Trees(trees.Sum.Trees, features, graph),
        _ => throw new NotSupportedException($"{model.GetType().Name} has no form in ONNX."),
    };

    /// <summary>features [rows, features] → scores [rows, classes].</summary>
    /// <inheritdoc cref="Score"/>
    public static OnnxValue Scores(IClassScorer model, OnnxValue features, OnnxGraph graph)
    {
        switch (model)
        {
            case MaximumEntropyModelParameters softmax:
                int classes = softmax.Biases.Length;
                // [feature][class]
                float[] weights = [.. Enumerable.Range(0, features.Size).SelectMany(i => softmax.ClassWeights.Select(row => row[i]))];
                return graph.Add("Softmax", [Linear(weights, softmax.Biases, features, graph)], OnnxValue.Float, classes, ("axis", 1L));
            case OneVersusAllModelParameters oneVersusAll:
                OnnxValue[] parts = [.. oneVersusAll.Models.Select(one => oneVersusAll.UsesProbabilities ? Probability(one, features, graph) : Score(one, features, graph))];
                var joined = graph.Add("Concat", parts, OnnxValue.Float, parts.Length, ("axis", 1L));
                if (!oneVersusAll.UsesProbabilities) return joined;
                var sum = graph.Add("ReduceSum", [joined], OnnxValue.Float, 1, ("axes", ClassAxis), ("keepdims", 1L));
                return graph.Add("Div", [joined, sum], OnnxValue.Float, parts.Length);
            default:
                throw new NotSupportedException($"{model.GetType().Name} has no form in ONNX.");
        }
    }

    /// <summary>Platt's sigmoid of a score [rows, 1].</summary>
    /// <inheritdoc cref="Score"/>
    public static OnnxValue Probability(OnnxValue score, ICalibrator calibrator, OnnxGraph graph)
    {
        if (calibrator is not PlattCalibrator platt) throw new NotSupportedException($"{calibrator.GetType().Name} has no form in ONNX; use Platt's.");
        var scaled = graph.Add("Mul", [score, graph.Constant((float)-platt.Slope)], OnnxValue.Float, 1);
        return graph.Add("Sigmoid", [graph.Add("Add", [scaled, graph.Constant((float)-platt.Offset)], OnnxValue.Float, 1)], OnnxValue.Float, 1);
    }

    private static OnnxValue Probability(IScorer model, OnnxValue features, OnnxGraph graph)
    {
        var calibrator = model is CalibratedScorer fitted ? fitted.Calibrator : ((CalibratedModelParametersBase)model).InnerCalibrator;
        return Probability(Score(model, features, graph), calibrator, graph);
    }

    /// <param name="weights">[features, outputs]</param>
    private static OnnxValue Linear(float[] weights, float[] biases, OnnxValue features, OnnxGraph graph)
    {
        var product = graph.Add("MatMul", [features, graph.Matrix(weights, biases.Length)], OnnxValue.Float, biases.Length);
        return graph.Add("Add", [product, graph.Constant(biases)], OnnxValue.Float, biases.Length);
    }

    private static OnnxValue Trees(IReadOnlyList<GrownTree> trees, OnnxValue features, OnnxGraph graph)
    {
        if (trees.Count == 0) return Linear(new float[features.Size], [0], features, graph);
        List<long> treeIds = [], nodeIds = [], featureIds = [], left = [], right = [], leafTrees = [], leafNodes = [];
        List<float> thresholds = [], outputs = [];
        List<string> modes = [];
        for (int tree = 0; tree < trees.Count; tree++)
        {
            GrownTree grown = trees[tree];
            int nodes = grown.LeftChildren.Length;
            for (int node = 0; node < nodes; node++)
                Add(tree, node, "BRANCH_LEQ", grown.SplitFeatures[node], grown.Thresholds[node], Id(grown.LeftChildren[node], nodes), Id(grown.RightChildren[node], nodes));
            for (int leaf = 0; leaf < grown.LeafValues.Length; leaf++)
            {
                Add(tree, nodes + leaf, "LEAF", 0, 0, 0, 0);
                leafTrees.Add(tree);
                leafNodes.Add(nodes + leaf);
                outputs.Add((float)grown.LeafValues[leaf]);
            }
        }
        return graph.AddClassical("TreeEnsembleRegressor", [features], OnnxValue.Float, 1,
            ("nodes_treeids", treeIds.ToArray()), ("nodes_nodeids", nodeIds.ToArray()), ("nodes_featureids", featureIds.ToArray()), ("nodes_modes", modes.ToArray()),
            ("nodes_values", thresholds.ToArray()), ("nodes_truenodeids", left.ToArray()), ("nodes_falsenodeids", right.ToArray()),
            ("nodes_missing_value_tracks_true", new long[treeIds.Count]), ("target_treeids", leafTrees.ToArray()), ("target_nodeids", leafNodes.ToArray()),
            ("target_ids", new long[outputs.Count]), ("target_weights", outputs.ToArray()), ("n_targets", 1L), ("post_transform", "NONE"), ("aggregate_function", "SUM"));

        // Leaves are numbered behind the nodes.
        static long Id(int child, int nodes) => child >= 0 ? child : nodes + ~child;

        void Add(long tree, long node, string mode, long feature, float threshold, long whenTrue, long whenFalse)
        {
            treeIds.Add(tree);
            nodeIds.Add(node);
            modes.Add(mode);
            featureIds.Add(feature);
            thresholds.Add(threshold);
            left.Add(whenTrue);
            right.Add(whenFalse);
        }
    }
}
