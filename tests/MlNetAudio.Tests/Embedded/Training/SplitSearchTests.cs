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

        for (int feature = 0; feature < data.Count; feature++)
        {
            var split = Find(data, rows, targets, feature, leaf, minimum);
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

        var split = Find(new BinnedFeatures(rows, 255, 10), rows, Targets(rows), feature: 0, [.. Enumerable.Range(0, 19)], minimum: 10);

        Assert.Equal(double.NegativeInfinity, split.Gain);
    }

    [Fact]
    public void Equal_gains_go_to_the_higher_threshold()
    {
        var rows = new TrainingSet([1, 2, 3], [true, false, true], null);

        Assert.Equal(1, Find(new BinnedFeatures(rows, 255, 1), rows, Targets(rows), feature: 0, [0, 1, 2], minimum: 1).Bin);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void A_part_is_the_whole_less_the_rest(bool weighted)
    {
        var rows = SomeRows.Noisy(count: 90, columns: 3, seed: 4, weighted);
        var data = new BinnedFeatures(rows, 255, 1);
        int[] part = [.. Enumerable.Range(0, 90).Where(row => row % 3 == 0)], rest = [.. Enumerable.Range(0, 90).Except(part)];
        LeafHistogram whole = Histogram(data, rows, [.. Enumerable.Range(0, 90)], 1), expected = Histogram(data, rows, part, 1);

        whole.Subtract(Histogram(data, rows, rest, 1), 1);

        for (int i = 0; i < expected.Cells(1).Length; i++) Assert.Equal(expected.Cells(1)[i], whole.Cells(1)[i], 1e-12);
        for (int i = 0; i < expected.Weights(1).Length; i++) Assert.Equal(expected.Weights(1)[i], whole.Weights(1)[i], 1e-6);
    }

    private static LeafSplit Find(BinnedFeatures data, TrainingSet rows, double[] targets, int feature, int[] leaf, int minimum)
    {
        Assert.Equal(Targets(rows), targets);
        return new SplitSearch(minimum, entropyCoefficient: 0).Find(Histogram(data, rows, leaf, feature), feature, leaf.Length, penalty: 0);
    }

    private static LeafHistogram Histogram(BinnedFeatures data, TrainingSet rows, int[] leaf, int feature)
    {
        double[] targets = Targets(rows);
        var histogram = new LeafHistogram(data, rows.Weights is not null);
        histogram.Fill(feature, leaf, [.. leaf.Select(row => targets[row])], rows.Weights is null ? [] : [.. leaf.Select(rows.WeightOf)]);
        return histogram;
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
