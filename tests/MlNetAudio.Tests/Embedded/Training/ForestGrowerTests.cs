using Microsoft.ML.Training;

namespace MlNetAudio.Tests.Embedded.Training;

public class ForestGrowerTests
{
    /// <summary>No chance: all rows, all features.</summary>
    private static readonly ForestSettings Plain = new() { NumberOfTrees = 1, FeatureFraction = 1, FeatureFractionPerSplit = 1, BaggingSize = 0 };

    [Theory, InlineData(2, 1), InlineData(5, 4), InlineData(12, 1)]
    public void A_tree_cuts_the_most_gainful_leaf_until_it_has_its_leaves(int leaves, int minimum)
    {
        var rows = SomeRows.Noisy(count: 70, columns: 3, seed: 5);

        var tree = ForestGrower.Grow(rows, Plain with { NumberOfLeaves = leaves, MinimumExampleCountPerLeaf = minimum }, out _).Single();
        double[] expected = BestFirst(rows, leaves, minimum);

        Assert.InRange(tree.LeafValues.Length, 2, leaves);
        for (int row = 0; row < rows.Rows; row++) Assert.Equal(expected[row], tree.Score(rows.Row(row)), 1e-12);
    }

    [Fact]
    public void Pure_leaves_are_not_cut()
    {
        var rows = new TrainingSet([1, 2, 3, 4], [false, false, true, true], null);

        var tree = ForestGrower.Grow(rows, Plain with { MinimumExampleCountPerLeaf = 1 }, out _).Single();

        Assert.Equal([-1, 1], tree.LeafValues);
        Assert.Equal([2.5f], tree.Thresholds);
        Assert.Equal((~0, ~1), (tree.LeftChildren[0], tree.RightChildren[0]));
    }

    [Theory, InlineData(1, 0.3, 0.4), InlineData(3, 0.5, 0.7), InlineData(1, 1, 0.2)]
    public void Leaves_of_one_target_are_passed_over_without_a_difference(int minimum, double fraction, double fractionPerSplit)
    {
        var rows = SomeRows.Noisy(count: 150, columns: 9, seed: 8, levels: 6);
        var data = new BinnedFeatures(rows, 255, minimum);
        var settings = new ForestSettings { NumberOfLeaves = 64, MinimumExampleCountPerLeaf = minimum, FeatureFractionPerSplit = fractionPerSplit, Seed = 3 };
        double[] targets = [.. rows.Labels.Select(label => label ? 1.0 : -1)];
        TreeGrower passes = new(data, null, settings, wholeTargets: true), searches = new(data, null, settings, wholeTargets: false);
        var random = new Random(2);

        for (int tree = 0; tree < 30; tree++)
        {
            bool[] active = FeatureDraw.Next(random, data.Count, fraction);
            int[] bag = [.. Enumerable.Range(0, rows.Rows).Where(_ => random.NextDouble() < 0.7)];
            GrownTree one = passes.Grow(bag, targets, active), other = searches.Grow(bag, targets, active);
            Assert.Equal(one is null, other is null);
            if (one is null || other is null) continue;
            Assert.Equal(other.SplitFeatures, one.SplitFeatures);
            Assert.Equal(other.Thresholds, one.Thresholds);
            Assert.Equal(other.LeafValues, one.LeafValues);
        }
    }

    [Fact]
    public void Without_anything_to_cut_there_are_no_trees()
    {
        var rows = new TrainingSet([1, 1, 1, 1], [false, false, true, true], null);

        var trees = ForestGrower.Grow(rows, new ForestSettings { NumberOfTrees = 7, MinimumExampleCountPerLeaf = 1 }, out int empty);

        Assert.Empty(trees);
        Assert.Equal(7, empty);
    }

    [Fact]
    public void The_number_of_threads_does_not_change_the_trees()
    {
        var rows = SomeRows.Noisy(count: 2500, columns: 80, seed: 6);   // enough work that features are spread over threads
        var settings = new ForestSettings { NumberOfTrees = 2, NumberOfLeaves = 4 };

        var one = ForestGrower.Grow(rows, settings with { NumberOfThreads = 1 }, out _);
        var many = ForestGrower.Grow(rows, settings with { NumberOfThreads = 4 }, out _);

        Assert.Equal(one.Count, many.Count);
        for (int tree = 0; tree < one.Count; tree++)
        {
            Assert.Equal(one[tree].Thresholds, many[tree].Thresholds);
            Assert.Equal(one[tree].SplitFeatures, many[tree].SplitFeatures);
            Assert.Equal(one[tree].LeafValues, many[tree].LeafValues);
        }
    }

    [Fact]
    public void Trees_that_share_a_bag_and_all_choices_are_equal()
    {
        var rows = SomeRows.Noisy(count: 100, columns: 3, seed: 8);

        var trees = ForestGrower.Grow(rows, Plain with { NumberOfTrees = 4, BaggingSize = 2, BaggingExampleFraction = 0.5 }, out _);

        Assert.Equal(trees[0].LeafValues, trees[1].LeafValues);
        Assert.Equal(trees[2].LeafValues, trees[3].LeafValues);
        Assert.NotEqual(trees[0].LeafValues, trees[2].LeafValues);
    }

    [Fact]
    public void Missing_values_go_right()
    {
        var tree = new GrownTree([~0], [~1], [0], [0.5f], [1], [-1, 1]);

        Assert.Equal((-1, 1, 1), (tree.Score([0.5f]), tree.Score([0.6f]), tree.Score([float.NaN])));
    }

    /// <summary>Mean target of the leaf of each row, by trying every threshold of every feature in every leaf, again and again.</summary>
    private static double[] BestFirst(TrainingSet rows, int leaves, int minimum)
    {
        List<int[]> parts = [[.. Enumerable.Range(0, rows.Rows)]];
        while (parts.Count < leaves)
        {
            double best = 1e-9;
            (int Part, int[] Left, int[] Right) cut = (-1, [], []);
            for (int part = 0; part < parts.Count; part++)
                for (int column = 0; column < rows.Columns; column++)
                    foreach (float threshold in parts[part].Select(row => rows.Row(row)[column]).Distinct().OrderDescending())
                    {
                        int[] left = [.. parts[part].Where(row => rows.Row(row)[column] <= threshold)], right = [.. parts[part].Except(left)];
                        if (left.Length < minimum || right.Length < minimum) continue;
                        double gain = Fit(left) + Fit(right) - Fit(parts[part]);
                        if (gain > best + 1e-12) (best, cut) = (gain, (part, left, right));
                    }
            if (cut.Part < 0) break;
            parts[cut.Part] = cut.Left;
            parts.Add(cut.Right);
        }
        double[] outputs = new double[rows.Rows];
        foreach (int[] part in parts)
            foreach (int row in part) outputs[row] = Mean(part);
        return outputs;

        double Mean(int[] part) => part.Average(row => rows.Labels[row] ? 1.0 : -1.0);

        double Fit(int[] part) => Mean(part) * Mean(part) * part.Length;
    }
}
