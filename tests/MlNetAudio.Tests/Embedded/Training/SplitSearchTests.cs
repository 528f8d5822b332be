using Microsoft.ML.Training;

namespace MlNetAudio.Tests.Embedded.Training;

public class SplitSearchTests
{
    [Theory]
    [InlineData(1, false, 0), InlineData(5, false, 0), InlineData(5, false, 8), InlineData(19, false, 8), InlineData(1, true, 0), InlineData(7, true, 5)]
    public void The_histogram_finds_what_trying_every_threshold_finds(int minimum, bool weighted, int levels)
    {
        var rows = SomeRows.Noisy(count: 80, columns: 4, seed: 11, weighted, levels);
        int[] leaf = [.. Enumerable.Range(0, 80).Where(row => row % 4 != 0)];
        var data = new BinnedFeatures(rows, 255, minimum);
        double[] targets = Targets(rows);
        var search = new SplitSearch(data, targets, rows.Weights is null ? null! : Array.ConvertAll(rows.Weights, weight => (double)weight), minimum, entropyCoefficient: 0);

        for (int feature = 0; feature < data.Count; feature++)
        {
            var split = search.Find(feature, leaf, penalty: 0);
            var (gain, left) = TryEveryThreshold(rows, targets, leaf, data.ColumnOf(feature), minimum);

            Assert.Equal(gain, split.Gain, 1e-6);
            Assert.Equal(left, leaf.Where(row => data.Bins(feature)[row] <= split.Bin));
            Assert.Equal(left.Sum(row => targets[row]) / left.Sum(rows.WeightOf), split.LeftOutput, 1e-6);
        }
    }

    [Fact]
    public void Too_few_rows_for_two_leaves_are_no_split()
    {
        var rows = SomeRows.Noisy(count: 30, columns: 2, seed: 1);
        var search = new SplitSearch(new BinnedFeatures(rows, 255, 10), Targets(rows), null!, minimumCount: 10, entropyCoefficient: 0);

        Assert.Equal(double.NegativeInfinity, search.Find(0, [.. Enumerable.Range(0, 19)], penalty: 0).Gain);
    }

    [Fact]
    public void Equal_gains_go_to_the_higher_threshold()
    {
        var rows = new TrainingSet([1, 2, 3], [true, false, true], null);
        var search = new SplitSearch(new BinnedFeatures(rows, 255, 1), Targets(rows), null!, minimumCount: 1, entropyCoefficient: 0);

        Assert.Equal(1, search.Find(0, [0, 1, 2], penalty: 0).Bin);
    }

    private static double[] Targets(TrainingSet rows) => [.. Enumerable.Range(0, rows.Rows).Select(row => rows.Labels[row] ? rows.WeightOf(row) : -rows.WeightOf(row))];

    private static (double Gain, int[] Left) TryEveryThreshold(TrainingSet rows, double[] targets, int[] leaf, int column, int minimum)
    {
        double best = double.NegativeInfinity;
        int[] bestLeft = [];
        foreach (float threshold in leaf.Select(row => rows.Row(row)[column]).Distinct().OrderDescending())
        {
            int[] left = [.. leaf.Where(row => rows.Row(row)[column] <= threshold)], right = [.. leaf.Except(left)];
            if (left.Length < minimum || right.Length < minimum) continue;
            double gain = Fit(left) + Fit(right) - Fit(leaf);
            if (gain > best + 1e-9) (best, bestLeft) = (gain, left);
        }
        return (best, bestLeft);

        double Fit(int[] part) => Math.Pow(part.Sum(row => targets[row]), 2) / part.Sum(rows.WeightOf);
    }
}
