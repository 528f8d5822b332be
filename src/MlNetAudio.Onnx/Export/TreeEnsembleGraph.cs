using MlNetAudio.Onnx.Format;

namespace MlNetAudio.Onnx.Export;

/// <summary>Forests → one TreeEnsembleRegressor of ai.onnx.ml 3 with an output for each forest: [batch, features] → [batch, forests].</summary>
internal static class TreeEnsembleGraph
{
    public const string Domain = "ai.onnx.ml";

    /// <exception cref="ArgumentException">There is no forest, one has no tree, or a tree is not whole.</exception>
    public static string Append(GraphBuilder graph, string name, IReadOnlyList<CalibratedForest> forests, string features, int featureCount)
    {
        if (forests.Count == 0) throw new ArgumentException("ForestHead needs at least one forest.");
        var table = new NodeTable();
        for (int k = 0; k < forests.Count; k++)
        {
            var forest = forests[k];
            if (forest.Trees.Count == 0 || forest.Trees.Count != forest.TreeWeights.Count)
                throw new ArgumentException($"Forest {k} needs at least one tree and a weight for each, got {forest.Trees.Count} trees and {forest.TreeWeights.Count} weights.");
            if (!double.IsFinite(forest.Bias) || !double.IsFinite(forest.Slope) || !double.IsFinite(forest.Offset))
                throw new ArgumentException(FormattableString.Invariant($"Forest {k} needs a finite Bias, Slope and Offset, got {forest.Bias}, {forest.Slope} and {forest.Offset}."));
            for (int t = 0; t < forest.Trees.Count; t++)
            {
                forest.Trees[t].Check($"Tree {t} of forest {k}", featureCount);
                table.Add(forest.Trees[t], forest.TreeWeights[t], target: k);
            }
        }
        return graph.Add(new("TreeEnsembleRegressor", name, [features], [name], table.Attributes([.. forests.Select(forest => (float)forest.Bias)]), Domain));
    }

    /// <summary>The parallel attribute lists. In each tree the inner nodes keep their numbers and leaf l is node (inner nodes + l), so that the root is node 0.</summary>
    private sealed class NodeTable
    {
        private readonly List<long> _trees = [], _nodes = [], _features = [], _trueNodes = [], _falseNodes = [], _missing = [];
        private readonly List<float> _thresholds = [], _leafValues = [];
        private readonly List<string> _modes = [];
        private readonly List<long> _leafTrees = [], _leafNodes = [], _leafTargets = [];
        private int _tree;

        public void Add(DecisionTree tree, double weight, int target)
        {
            for (int n = 0; n < tree.Nodes; n++) Row(n, "BRANCH_LEQ", tree.Feature[n], tree.Threshold[n], Place(tree, tree.Left[n]), Place(tree, tree.Right[n]));
            for (int leaf = 0; leaf < tree.LeafValues.Count; leaf++)
            {
                Row(tree.Nodes + leaf, "LEAF", 0, 0, 0, 0);
                _leafTrees.Add(_tree);
                _leafNodes.Add(tree.Nodes + leaf);
                _leafTargets.Add(target);
                _leafValues.Add((float)(weight * tree.LeafValues[leaf]));
            }
            _tree++;
        }

        public IReadOnlyList<OnnxAttribute> Attributes(float[] biases) =>
        [
            OnnxAttribute.Of("n_targets", biases.Length),
            OnnxAttribute.Of("aggregate_function", "SUM"),
            OnnxAttribute.Of("post_transform", "NONE"),
            OnnxAttribute.Of("base_values", biases),
            OnnxAttribute.Of("nodes_treeids", [.. _trees]),
            OnnxAttribute.Of("nodes_nodeids", [.. _nodes]),
            OnnxAttribute.Of("nodes_featureids", [.. _features]),
            OnnxAttribute.Of("nodes_values", [.. _thresholds]),
            OnnxAttribute.Of("nodes_modes", [.. _modes]),
            OnnxAttribute.Of("nodes_truenodeids", [.. _trueNodes]),
            OnnxAttribute.Of("nodes_falsenodeids", [.. _falseNodes]),
            OnnxAttribute.Of("nodes_missing_value_tracks_true", [.. _missing]),
            OnnxAttribute.Of("target_treeids", [.. _leafTrees]),
            OnnxAttribute.Of("target_nodeids", [.. _leafNodes]),
            OnnxAttribute.Of("target_ids", [.. _leafTargets]),
            OnnxAttribute.Of("target_weights", [.. _leafValues]),
        ];

        private static int Place(DecisionTree tree, int child) => child >= 0 ? child : tree.Nodes + ~child;

        private void Row(int node, string mode, int feature, float threshold, int whenTrue, int whenFalse)
        {
            _trees.Add(_tree);
            _nodes.Add(node);
            _modes.Add(mode);
            _features.Add(feature);
            _thresholds.Add(threshold);
            _trueNodes.Add(whenTrue);
            _falseNodes.Add(whenFalse);
            _missing.Add(0);
        }
    }
}
