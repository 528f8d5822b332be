using Microsoft.ML;

namespace MlNetAudio.Tests.MlNet;

public class RowOperationTests
{
    private readonly MLContext _ml = new(seed: 7);

    [Fact]
    public void A_key_is_never_on_both_sides_of_a_split()
    {
        var split = _ml.Data.TrainTestSplit(Rows(200), testFraction: 0.3, samplingKeyColumnName: "Group", seed: 3);

        string[] train = [.. Groups(split.TrainSet).Distinct()], test = [.. Groups(split.TestSet).Distinct()];

        Assert.NotEmpty(train);
        Assert.NotEmpty(test);
        Assert.Empty(train.Intersect(test));
        Assert.Equal(200, Groups(split.TrainSet).Count() + Groups(split.TestSet).Count());
    }

    [Fact]
    public void Without_a_key_rows_are_drawn_near_the_fraction_and_each_pass_draws_the_same()
    {
        var split = _ml.Data.TrainTestSplit(Rows(1000), testFraction: 0.2, seed: 3);

        int[] first = [.. Numbers(split.TestSet)], second = [.. Numbers(split.TestSet)];

        Assert.InRange(first.Length, 140, 260);   // 200 ± almost five standard deviations
        Assert.Equal(first, second);
        Assert.Equal(Enumerable.Range(0, 1000), first.Concat(Numbers(split.TrainSet)).Order());
    }

    [Fact]
    public void The_seed_of_the_context_decides_where_none_is_given()
    {
        int[] Draw(int contextSeed, int? seed = null) => [.. Numbers(new MLContext(contextSeed).Data.TrainTestSplit(Rows(200), 0.5, seed: seed).TestSet)];

        Assert.Equal(Draw(1), Draw(1));
        Assert.NotEqual(Draw(1), Draw(2));
        Assert.Equal(Draw(1, seed: 5), Draw(2, seed: 5));
    }

    [Fact]
    public void The_folds_of_a_cross_validation_part_the_rows_and_keep_keys_together()
    {
        var folds = _ml.Data.CrossValidationSplit(Rows(300), numberOfFolds: 4, samplingKeyColumnName: "Group");

        Assert.Equal(4, folds.Count);
        Assert.Equal(Enumerable.Range(0, 300), folds.SelectMany(fold => Numbers(fold.TestSet)).Order());
        Assert.All(folds, fold => Assert.Empty(Groups(fold.TrainSet).Intersect(Groups(fold.TestSet))));
        Assert.All(folds, fold => Assert.Equal(300, Numbers(fold.TrainSet).Count() + Numbers(fold.TestSet).Count()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_test_fraction_that_leaves_a_side_empty_is_refused(double fraction)
    {
        var error = Assert.ThrowsAny<ArgumentException>(() => _ml.Data.TrainTestSplit(Rows(10), fraction));

        Assert.Contains("testFraction", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cache_reads_its_source_once()
    {
        int passes = 0;
        IEnumerable<Row> Source()
        {
            passes++;
            for (int i = 0; i < 5; i++) yield return new Row { Number = i, Group = "g" };
        }
        IDataView cached = _ml.Data.Cache(_ml.Data.LoadFromEnumerable(Source()), "Number", "Group");

        Assert.Equal(Enumerable.Range(0, 5), Numbers(cached));
        Assert.Equal(5, Groups(cached).Count());
        Assert.Equal(Enumerable.Range(0, 5), Numbers(cached));
        Assert.Equal(1, passes);
        Assert.Equal(5, cached.GetRowCount());
    }

    [Fact]
    public void Rows_are_taken_skipped_and_filtered()
    {
        Assert.Equal([0, 1, 2], Numbers(_ml.Data.TakeRows(Rows(5), 3)));
        Assert.Equal([3, 4], Numbers(_ml.Data.SkipRows(Rows(5), 3)));
        Assert.Empty(Numbers(_ml.Data.SkipRows(Rows(5), 9)));
        Assert.Equal([1, 2], Numbers(_ml.Data.FilterRowsByColumn(Rows(5), "Value", lowerBound: 1, upperBound: 3)));
    }

    [Fact]
    public void A_filter_drops_what_is_missing_and_at_its_upper_bound_even_infinity()
    {
        float[] values = [1, float.NaN, float.PositiveInfinity, float.NegativeInfinity];
        IDataView data = _ml.Data.LoadFromEnumerable(values.Select((value, i) => new Row { Number = i, Value = value }));

        Assert.Equal([0, 3], Numbers(_ml.Data.FilterRowsByColumn(data, "Value")));
    }

    [Fact]
    public void Shuffled_rows_are_all_there_in_an_order_that_repeats()
    {
        IDataView shuffled = _ml.Data.ShuffleRows(Rows(100), seed: 2);

        int[] first = [.. Numbers(shuffled)];

        Assert.Equal(first, Numbers(shuffled));
        Assert.NotEqual(Enumerable.Range(0, 100), first);
        Assert.Equal(Enumerable.Range(0, 100), first.Order());
    }

    private static IEnumerable<int> Numbers(IDataView data) => Microsoft.ML.Data.ColumnCursorExtensions.GetColumn<int>(data, "Number");

    private static IEnumerable<string> Groups(IDataView data) => Microsoft.ML.Data.ColumnCursorExtensions.GetColumn<string>(data, "Group");

    private IDataView Rows(int count) =>
        _ml.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i => new Row { Number = i, Value = i, Group = $"sentence {i % 20}" }).ToArray());

    private sealed class Row
    {
        public int Number { get; set; }

        public float Value { get; set; }

        public string Group { get; set; } = "";
    }
}
