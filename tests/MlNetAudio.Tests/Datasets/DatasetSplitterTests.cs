using MlNetAudio.Datasets;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Datasets;

public class DatasetSplitterTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 60)];

    [Theory, MemberData(nameof(Seeds))]
    public void No_group_is_on_two_sides_and_every_label_is_in_every_part(int seed)
    {
        var dataset = SomeDataset.Random(seed);

        var split = DatasetSplitter.Split(dataset, new() { Seed = seed });

        Assert.All(dataset.Recordings.GroupBy(recording => recording.Group), group => Assert.Single(group.Select(split.PartOf).Distinct()));
        Assert.All<IReadOnlyList<Recording>>([split.Train, split.Validation, split.Test], part => Assert.Equal(dataset.Labels, LabelsOf(part)));
        Assert.Equal(dataset.Recordings.Count, split.Train.Count + split.Validation.Count + split.Test.Count);
        Assert.Empty(split.Notices);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void The_same_seed_gives_the_same_split_whatever_the_order_of_the_files(int seed)
    {
        var dataset = SomeDataset.Random(seed);
        var shuffled = dataset.Recordings.ToArray();
        new Random(seed + 1).Shuffle(shuffled);

        var split = DatasetSplitter.Split(dataset, new() { Seed = seed });
        var again = DatasetSplitter.Split(SomeDataset.Of(shuffled), new() { Seed = seed });

        Assert.Equal(split.Test, again.Test);
        Assert.Equal(split.Validation, again.Validation);
        Assert.Equal(split.Train, again.Train);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Fractions_of_every_label_are_as_near_as_its_groups_allow(int seed)
    {
        var dataset = SomeDataset.Random(seed);

        var split = DatasetSplitter.Split(dataset, new() { Seed = seed });

        foreach (string label in dataset.Labels)
        {
            int all = dataset.Recordings.Count(recording => recording.Label == label);
            int largest = dataset.Recordings.Where(recording => recording.Label == label).CountBy(recording => recording.Group).Max(group => group.Value);
            Assert.InRange(split.Train.Count(recording => recording.Label == label), 0.6 * all - largest - 1, 0.6 * all + largest + 1);
            Assert.InRange(split.Test.Count(recording => recording.Label == label), Math.Min(1, 0.2 * all - largest - 1), 0.2 * all + largest + 1);
        }
    }

    [Fact]
    public void Equal_groups_are_split_exactly_by_the_fractions()
    {
        var dataset = AudioDataset.Load(RepositoryFiles.At("data", "two-voices"));

        var split = DatasetSplitter.Split(dataset, new() { Seed = 1 });

        Assert.Equal((60, 20, 20), (split.Train.Count, split.Validation.Count, split.Test.Count));
        Assert.Equal(30, split.Train.Count(recording => recording.Label == "voice_a"));
        Assert.Equal("60/20/20 % of each class to train/validation/test, whole groups only (groups: column 'group'), seed 1", split.Rule);
    }

    [Fact]
    public void Another_seed_gives_another_split()
    {
        var dataset = SomeDataset.Spoken(words: 2, speakers: 20);

        string[] tests = [.. Enumerable.Range(0, 20).Select(seed => string.Join(' ', DatasetSplitter.Split(dataset, new() { Seed = seed }).Test.Select(recording => recording.Group)))];

        Assert.True(tests.Distinct().Count() > 15);
    }

    /// <summary>Pins the choice itself: a run of last year must be repeatable.</summary>
    [Fact]
    public void The_split_of_the_sample_dataset_stays_what_it_is()
    {
        var split = DatasetSplitter.Split(AudioDataset.Load(RepositoryFiles.At("data", "two-voices")), new() { Seed = 1 });

        Assert.Equal("3 6 17 21 25 33 36 37 48 49", string.Join(' ', split.Test.Select(recording => recording.Group).Distinct()));
    }

    [Fact]
    public void Three_groups_in_a_class_suffice_for_three_parts()
    {
        var split = DatasetSplitter.Split(SomeDataset.Spoken(words: 2, speakers: 3), new() { Seed = 1 });

        Assert.Equal((2, 2, 2), (split.Train.Count, split.Validation.Count, split.Test.Count));
    }

    [Fact]
    public void Two_groups_in_a_class_leave_validation_empty_with_a_notice()
    {
        var split = DatasetSplitter.Split(SomeDataset.Of(
        [
            .. Enumerable.Range(0, 10).Select(i => SomeDataset.Recording("dog", $"d{i}", i)), SomeDataset.Recording("cat", "c0", 0), SomeDataset.Recording("cat", "c1", 1),
        ]), new() { Seed = 1 });

        Assert.Equal((9, 0, 3), (split.Train.Count, split.Validation.Count, split.Test.Count));
        Assert.Equal("Class 'cat' has 2 groups only (groups: pattern), one for training and one for test: the validation part is empty and early stopping is off.", Assert.Single(split.Notices));
    }

    [Fact]
    public void Groups_that_share_classes_so_that_no_honest_split_exists_are_refused()
    {
        var triangle = SomeDataset.Of(
            SomeDataset.Recording("x", "A", 0), SomeDataset.Recording("x", "B", 0), SomeDataset.Recording("y", "B", 0), SomeDataset.Recording("y", "C", 0),
            SomeDataset.Recording("z", "A", 0), SomeDataset.Recording("z", "C", 0));

        var error = Assert.Throws<DatasetException>(() => DatasetSplitter.Split(triangle, new() { Seed = 1 }));

        Assert.Equal("some: the groups (pattern) share their classes in such a way that no split gives both training and test every class; choose a finer grouping or add recordings.", error.Message);
    }

    [Fact]
    public void A_fraction_of_zero_for_validation_leaves_it_empty_without_a_word()
    {
        var split = DatasetSplitter.Split(SomeDataset.Spoken(words: 2, speakers: 10), new() { Seed = 1, TrainFraction = 0.7, ValidationFraction = 0, TestFraction = 0.3 });

        Assert.Equal((14, 0, 6), (split.Train.Count, split.Validation.Count, split.Test.Count));
        Assert.Empty(split.Notices);
    }

    [Theory]
    [InlineData(0.6, 0.2, 0.3, "The fractions of train, validation and test must sum to 1, got 60/20/30 % with the sum 1.1.")]
    [InlineData(0.8, 0.2, 0, "The fractions of train and test must be above 0, got 80/20/0 %: without one of them there is nothing to learn from or to measure on.")]
    public void Fractions_that_make_no_split_are_refused(double train, double validation, double test, string message)
    {
        var error = Assert.Throws<DatasetException>(() => DatasetSplitter.Split(
            SomeDataset.Spoken(words: 2, speakers: 4), new() { Seed = 1, TrainFraction = train, ValidationFraction = validation, TestFraction = test }));

        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void A_fraction_out_of_range_is_refused_by_name()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new SplitOptions { Seed = 1, TrainFraction = -0.1 });

        Assert.StartsWith("TrainFraction must be between 0 and 1, got -0.1.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_split_column_without_validation_gets_one_from_the_training_groups()
    {
        var split = DatasetSplitter.Split(Columned(trainSpeakers: 8), new() { Seed = 1 });

        Assert.Equal((12, 4, 4), (split.Train.Count, split.Validation.Count, split.Test.Count));
        Assert.Empty(split.Validation.Select(recording => recording.Group).Intersect(split.Train.Select(recording => recording.Group)));
        Assert.All(split.Test, recording => Assert.Equal(SplitPart.Test, recording.Part));
        Assert.Equal("column 'split' of the manifest; validation from whole groups of its training part (groups: pattern), seed 1", split.Rule);
        Assert.Single(split.Notices);
    }

    [Fact]
    public void A_split_column_with_one_training_group_leaves_validation_empty()
    {
        var split = DatasetSplitter.Split(Columned(trainSpeakers: 1), new() { Seed = 1 });

        Assert.Empty(split.Validation);
        Assert.EndsWith("early stopping is off.", Assert.Single(split.Notices), StringComparison.Ordinal);
    }

    [Fact]
    public void A_split_column_whose_test_part_lacks_a_class_is_refused()
    {
        var dataset = SomeDataset.Of(
            SomeDataset.Recording("dog", "a", 0, SplitPart.Train), SomeDataset.Recording("dog", "b", 0, SplitPart.Test),
            SomeDataset.Recording("cat", "a", 0, SplitPart.Train), SomeDataset.Recording("cat", "c", 0, SplitPart.Train));

        var error = Assert.Throws<DatasetException>(() => DatasetSplitter.Split(dataset, new() { Seed = 1 }));

        Assert.StartsWith("some: the test part holds no recording of class 'cat' (column 'split' of the manifest", error.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Folds_keep_groups_whole_and_leave_every_label_for_training(int seed)
    {
        var dataset = SomeDataset.Random(seed);

        var folds = DatasetSplitter.GroupFolds(dataset.Recordings, folds: 5, seed);

        Assert.InRange(folds.Count, 3, 5);   // no label has fewer than three groups
        Assert.Equal(dataset.Recordings, folds.SelectMany(fold => fold).OrderBy(recording => recording.RelativePath, StringComparer.Ordinal));
        Assert.All(dataset.Recordings.GroupBy(recording => recording.Group), group => Assert.Single(folds, fold => fold.Intersect(group).Any()));
        Assert.All(folds, held => Assert.Equal(dataset.Labels, LabelsOf([.. dataset.Recordings.Except(held)])));
    }

    [Fact]
    public void There_are_fewer_folds_than_asked_where_the_groups_do_not_suffice()
    {
        Assert.Equal(3, DatasetSplitter.GroupFolds(SomeDataset.Spoken(words: 2, speakers: 3).Recordings, folds: 5, seed: 1).Count);
    }

    [Fact]
    public void There_are_no_folds_of_a_single_group()
    {
        Recording[] one = [SomeDataset.Recording("dog", "a", 0), SomeDataset.Recording("cat", "a", 0)];

        Assert.Empty(DatasetSplitter.GroupFolds(one, folds: 5, seed: 1));
        Assert.Empty(DatasetSplitter.GroupFolds([], folds: 5, seed: 1));
    }

    [Fact]
    public void Many_thousand_groups_are_split_near_the_fractions()
    {
        var split = DatasetSplitter.Split(SomeDataset.Spoken(words: 3, speakers: 5000, takes: 2), new() { Seed = 1 });

        Assert.Equal((18_000, 6_000, 6_000), (split.Train.Count, split.Validation.Count, split.Test.Count));
    }

    private static AudioDataset Columned(int trainSpeakers) => SomeDataset.Of(
    [
        .. from word in new[] { "dog", "cat" }
           from speaker in Enumerable.Range(0, trainSpeakers + 2)
           select SomeDataset.Recording(word, $"s{speaker}", 0, speaker < trainSpeakers ? SplitPart.Train : SplitPart.Test),
    ]);

    private static string[] LabelsOf(IReadOnlyList<Recording> recordings) => [.. recordings.Select(recording => recording.Label).Distinct().Order(StringComparer.Ordinal)];
}
