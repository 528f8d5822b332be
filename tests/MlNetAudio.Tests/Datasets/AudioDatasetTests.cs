using MlNetAudio.Datasets;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Datasets;

public class AudioDatasetTests
{
    [Fact]
    public void The_sample_dataset_is_grouped_by_sentence()
    {
        var dataset = AudioDataset.Load(RepositoryFiles.At("data", "two-voices"));

        Assert.Equal("two-voices", dataset.Name);
        Assert.Equal(100, dataset.Recordings.Count);
        Assert.Equal(["voice_a", "voice_b"], dataset.Labels);
        Assert.Equal(50, dataset.Recordings.Select(recording => recording.Group).Distinct().Count());
        Assert.All(dataset.Recordings, recording => Assert.Equal(recording.Columns["sentence_no"], recording.Group));
        Assert.Empty(dataset.Skipped);
        Assert.Empty(dataset.Notices);
    }

    [Fact]
    public void The_sample_dataset_takes_its_sentence_column_by_name_too()
    {
        var dataset = AudioDataset.Load(RepositoryFiles.At("data", "two-voices"), new() { Group = "sentence_no" });

        Assert.Equal("column 'sentence_no'", dataset.GroupRule);
        Assert.Equal(AudioDataset.Load(RepositoryFiles.At("data", "two-voices")).DataHash, dataset.DataHash);
    }

    [Fact]
    public void Two_voices_as_it_is_shared_loads_from_its_index()
    {
        var dataset = AudioDataset.Load(RepositoryFiles.Shared("datasets", "two-voices"), new() { Group = "sentence_no" });

        Assert.Equal(100, dataset.Recordings.Count);
        Assert.Equal(50, dataset.Recordings.Select(recording => recording.Group).Distinct().Count());
    }

    [Fact]
    public void Commands_keep_the_voices_of_their_split_column_apart()
    {
        var dataset = AudioDataset.Load(RepositoryFiles.Shared("datasets", "commands"), new() { Group = "voice_hash" });

        var split = DatasetSplitter.Split(dataset, new() { Seed = 1 });

        Assert.Equal(10, dataset.Labels.Count);
        Assert.Equal((200, 40, 60), (split.Train.Count, split.Validation.Count, split.Test.Count));
        Assert.Equal("column 'split' of the manifest", split.Rule);
    }

    [Fact]
    public void Digits_of_a_flat_folder_load_by_patterns()
    {
        var dataset = AudioDataset.Load(RepositoryFiles.Shared("datasets", "fsdd"), new() { Label = "([0-9])_[a-z]+_[0-9]+", Group = "_([a-z]+)_" });

        Assert.Equal(10, dataset.Labels.Count);
    }

    [Fact]
    public void Unreadable_recordings_leave_and_are_counted_as_skipped()
    {
        var dataset = SomeDataset.Spoken(words: 2, speakers: 5);

        var rest = dataset.Without([new("word0/speaker1_0.wav", "it is broken.")]);

        Assert.Equal(9, rest.Recordings.Count);
        Assert.Equal([new("word0/speaker1_0.wav", "it is broken.") { Label = "word0" }], rest.Skipped);
        Assert.Same(dataset, dataset.Without([]));
    }

    [Fact]
    public void A_class_that_is_mostly_unreadable_stops_the_run_with_counts_and_reasons()
    {
        var dataset = SomeDataset.Spoken(words: 2, speakers: 5);
        SkippedRecording[] bad = [.. Enumerable.Range(0, 4).Select(i => new SkippedRecording($"word1/speaker{i}_0.wav", "not a RIFF file."))];

        var error = Assert.Throws<DatasetException>(() => dataset.Without(bad));

        Assert.Equal("some: 4 of 5 recordings of class 'word1' are unreadable, more than half: word1/speaker0_0.wav: not a RIFF file; word1/speaker1_0.wav: not a RIFF file; "
            + "word1/speaker2_0.wav: not a RIFF file. Repair or convert them first.", error.Message);
    }

    [Fact]
    public void Exactly_half_of_a_class_may_be_unreadable()
    {
        var dataset = SomeDataset.Spoken(words: 2, speakers: 4);

        Assert.Equal(6, dataset.Without([new("word1/speaker0_0.wav", "x."), new("word1/speaker1_0.wav", "x.")]).Recordings.Count);
    }

    [Fact]
    public void The_data_hash_changes_with_name_label_group_and_content_and_with_nothing_else()
    {
        using var folder = new TemporaryFolder().With("dog/1.wav", "1").With("dog/2.wav", "2").With("cat/1.wav", "3").With("cat/2.wav", "4");
        string hash = AudioDataset.Load(folder.Root).DataHash;

        Assert.Equal(64, hash.Length);
        Assert.Equal(hash, AudioDataset.Load(folder.Root).DataHash);
        Assert.NotEqual(hash, AudioDataset.Load(folder.Root, new() { Group = "/([0-9])" }).DataHash);
        Assert.NotEqual(hash, AudioDataset.Load(folder.Root, new() { Label = "/([0-9])" }).DataHash);
        folder.With("notes.txt", "nothing");
        Assert.Equal(hash, AudioDataset.Load(folder.Root).DataHash);
        folder.With("dog/2.wav", "5");
        Assert.NotEqual(hash, AudioDataset.Load(folder.Root).DataHash);
    }

    [Fact]
    public void Recordings_of_a_folder_are_found_for_scoring()
    {
        using var folder = new TemporaryFolder().WithAll("b.wav", "a/1.WAV", "a/2.txt", "a/3.Flac", "a/4.opus", "_x/3.wav", ".y.wav", "c.voc");

        Assert.Equal([folder.At("a/1.WAV"), folder.At("a/3.Flac"), folder.At("a/4.opus"), folder.At("b.wav")], AudioFiles.Find(folder.Root));
        Assert.Equal([new SkippedRecording("c.voc", ".voc files are not read; convert it to WAV.")], AudioFiles.FindForeign(folder.Root));
    }
}
