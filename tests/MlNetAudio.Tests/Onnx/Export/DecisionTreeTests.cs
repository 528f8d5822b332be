using MlNetAudio.Onnx.Export;

namespace MlNetAudio.Tests.Onnx.Export;

public class DecisionTreeTests
{
    [Fact]
    public void A_grown_tree_is_whole() => SomeTrees.Tree(nodes: 20, features: 4, seed: 1).Check("Tree 0", features: 4);

    [Fact]
    public void A_single_leaf_is_whole() => SomeTrees.Leaf(0.5).Check("Tree 0", features: 4);

    [Fact]
    public void A_feature_that_is_not_there_is_refused_by_node() =>
        Refused(new([4], [0f], [~0], [~1], [0, 1]), "Tree 7: node 0 splits feature 4, but there are 4.");

    [Fact]
    public void Arrays_of_different_lengths_are_refused() => Refused(new([0], [0f], [~0], [~1], [0]), "1 leaves");

    [Fact]
    public void A_circle_is_refused() => Refused(new([0, 0, 0], [0f, 0f, 0f], [~0, 2, 1], [~1, ~2, ~3], [0, 1, 2, 3]), "nodes that its root does not reach");

    [Fact]
    public void A_child_with_two_parents_is_refused() => Refused(new([0, 0], [0f, 0f], [1, ~0], [1, ~1], [0, 1, 2]), "has another parent");

    [Fact]
    public void A_way_back_to_the_root_is_refused() => Refused(new([0], [0f], [0], [~1], [0, 1]), "child 0 of node 0");

    [Fact]
    public void A_leaf_that_is_not_finite_is_refused() => Refused(new([], [], [], [], [double.NaN]), "not finite");

    private static void Refused(DecisionTree tree, string reason)
    {
        var error = Assert.Throws<ArgumentException>(() => tree.Check("Tree 7", features: 4));

        Assert.StartsWith("Tree 7", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }
}
