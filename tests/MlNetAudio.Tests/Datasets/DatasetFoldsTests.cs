using MlNetAudio.Datasets;

namespace MlNetAudio.Tests.Datasets;

public class DatasetFoldsTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 20)];

    [Theory, MemberData(nameof(Seeds))]
    public void Every_recording_is_tested_once_and_no_group_is_on_two_sides(int seed)
    {
        var dataset = SomeDataset.Spoken(words: 3, speakers: 9, takes: 2);

        var folds = DatasetFolds.Of(dataset, new() { Count = 3, ValidationFraction = 0.2 }, seed);

        Assert.Equal(3, folds.Splits.Count);
        Assert.Equal(dataset.Recordings.Select(clip => clip.RelativePath), folds.Splits.SelectMany(split => split.Test).Select(clip => clip.RelativePath).Order(StringComparer.Ordinal));
        Assert.All(folds.Splits, split =>
        {
            Assert.Equal(dataset.Recordings.Count, split.Train.Count + split.Validation.Count + split.Test.Count);
            foreach (var part in (IReadOnlyList<Recording>[])[split.Train, split.Validation, split.Test]) Assert.Equal(3, part.Select(clip => clip.Label).Distinct().Count());
            Assert.All(dataset.Recordings.GroupBy(clip => clip.Group), group => Assert.Single(group.Select(split.PartOf).Distinct()));
        });
        Assert.Empty(folds.Whole.Test);
        Assert.NotEmpty(folds.Whole.Validation);
        Assert.Empty(folds.Notices);
    }

    [Fact]
    public void A_column_fold_with_as_many_values_is_taken()
    {
        var dataset = WithFolds(5, "fold");

        var folds = DatasetFolds.Of(dataset, new() { Count = 5 }, seed: 1);

        Assert.All(folds.Splits.Index(), fold => Assert.All(fold.Item.Test, clip => Assert.Equal($"{fold.Index + 1}", clip.Columns["fold"])));
        Assert.Contains("column 'fold'", folds.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_fold_with_other_values_is_left_unless_it_is_named()
    {
        var dataset = WithFolds(5, "Fold");

        Assert.DoesNotContain("column", DatasetFolds.Of(dataset, new() { Count = 2 }, seed: 1).Rule, StringComparison.Ordinal);
        Assert.Equal(5, DatasetFolds.Of(dataset, new() { Column = "fold" }, seed: 1).Splits.Count);
    }

    [Fact]
    public void More_folds_than_a_class_has_groups_are_refused_with_the_number_that_is_possible()
    {
        var error = Assert.Throws<DatasetException>(() => DatasetFolds.Of(SomeDataset.Spoken(words: 2, speakers: 3), new() { Count = 10 }, seed: 1));

        Assert.Equal("some: 10 folds cannot each hold a whole group of every class (groups: pattern); 3 can.", error.Message);
    }

    [Fact]
    public void An_unknown_column_is_refused_with_those_there_are()
    {
        Assert.Equal("some: there is no column 'speaker' that could name the folds; the columns are fold.",
            Assert.Throws<DatasetException>(() => DatasetFolds.Of(WithFolds(5, "fold"), new() { Column = "speaker" }, seed: 1)).Message);
        Assert.Equal("some: there is no column 'speaker' that could name the folds; there is no manifest.",
            Assert.Throws<DatasetException>(() => DatasetFolds.Of(SomeDataset.Spoken(2, 3), new() { Column = "speaker" }, seed: 1)).Message);
    }

    [Fact]
    public void A_group_in_two_folds_of_a_column_is_refused()
    {
        var dataset = SomeDataset.Of([.. SomeDataset.Spoken(words: 2, speakers: 4, takes: 2).Recordings.Select((clip, i) => clip with { Columns = Column("fold", $"{i % 2}") })]);

        var error = Assert.Throws<DatasetException>(() => DatasetFolds.Of(dataset, new() { Column = "fold" }, seed: 1));

        Assert.Contains("group 'speaker0' (pattern) is in fold '0' on line 2 and in fold '1' on line 3 of the manifest", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_groups_for_a_validation_part_it_is_empty_and_that_is_told()
    {
        var folds = DatasetFolds.Of(SomeDataset.Spoken(words: 2, speakers: 2), new() { Count = 2 }, seed: 1);

        Assert.All(folds.Splits, split => Assert.Empty(split.Validation));
        Assert.Contains("In 2 of 3 trainings", Assert.Single(folds.Notices), StringComparison.Ordinal);
    }

    /// <summary>Ten speakers, two a fold, fold names 1, 2, ...; every other speaker says every word.</summary>
    private static AudioDataset WithFolds(int folds, string column) => SomeDataset.Of(
        [.. SomeDataset.Spoken(words: 2, speakers: 10).Recordings.Select(clip => clip with { Columns = Column(column, $"{int.Parse(clip.Group["speaker".Length..], System.Globalization.CultureInfo.InvariantCulture) % folds + 1}") })]);

    private static Dictionary<string, string> Column(string name, string value) => new(StringComparer.OrdinalIgnoreCase) { [name] = value };
}
