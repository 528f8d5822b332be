using MlNetAudio.Datasets;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Datasets;

public class FolderDatasetTests
{
    [Fact]
    public void Folders_directly_in_the_root_are_the_classes()
    {
        using var folder = new TemporaryFolder().WithAll("dog/b.wav", "dog/deep/er/A.WAV", "cat/1.wav", "cat/2.wav", "cat/notes.txt", "README.md", "LICENSE");

        var dataset = AudioDataset.Load(folder.Root);

        Assert.Equal(["cat", "dog"], dataset.Labels);
        Assert.Equal(["cat/1.wav", "cat/2.wav", "dog/b.wav", "dog/deep/er/A.WAV"], dataset.Recordings.Select(recording => recording.RelativePath));
        Assert.Equal(["cat", "cat", "dog", "dog"], dataset.Recordings.Select(recording => recording.Label));
        Assert.All(dataset.Recordings, recording => Assert.True(File.Exists(recording.Path)));
        Assert.Empty(dataset.Skipped);
        Assert.Equal(Path.GetFileName(folder.Root), dataset.Name);
    }

    [Fact]
    public void Without_a_group_every_recording_is_its_own_and_a_notice_says_so()
    {
        using var folder = new TemporaryFolder().WithAll("dog/1.wav", "dog/2.wav", "cat/1.wav", "cat/2.wav");

        var dataset = AudioDataset.Load(folder.Root);

        Assert.All(dataset.Recordings, recording => Assert.Equal(recording.RelativePath, recording.Group));
        Assert.StartsWith("No group is given, so every recording is its own group", Assert.Single(dataset.Notices), StringComparison.Ordinal);
    }

    [Fact]
    public void What_starts_with_an_underscore_or_a_dot_is_left_out_with_a_notice()
    {
        using var folder = new TemporaryFolder().WithAll("dog/1.wav", "dog/2.wav", "dog/._1.wav", "cat/1.wav", "cat/2.wav", "_background_noise_/n.wav", ".git/x.wav", "empty/readme.txt");

        var dataset = AudioDataset.Load(folder.Root, new() { Group = "([0-9])" });

        Assert.Equal(4, dataset.Recordings.Count);
        Assert.Equal(
        [
            "Left out folder '.git': names that start with '_' or '.' hold no recordings of a class.",
            "Left out folder '_background_noise_': names that start with '_' or '.' hold no recordings of a class.",
            "Left out 1 hidden file (names that start with '.'), first dog/._1.wav.",
            "Left out folder 'empty': it holds no audio.",
        ], dataset.Notices);
    }

    [Fact]
    public void Arrays_are_spectrograms_where_there_is_no_audio()
    {
        using var folder = new TemporaryFolder().WithAll("dog/1.npy", "dog/2.NPY", "cat/1.npy", "cat/2.npy", "empty/readme.txt");

        var dataset = AudioDataset.Load(folder.Root, new() { Group = "([0-9])" });

        Assert.Equal(DatasetContent.Spectrograms, dataset.Content);
        Assert.Equal(["cat/1.npy", "cat/2.npy", "dog/1.npy", "dog/2.NPY"], dataset.Recordings.Select(recording => recording.RelativePath));
        Assert.Equal("Left out folder 'empty': it holds no spectrogram.", Assert.Single(dataset.Notices));
        Assert.Equal(4, SpectrogramFiles.Find(folder.Root).Count);
    }

    [Fact]
    public void Arrays_beside_recordings_are_no_part_of_the_dataset()
    {
        using var folder = new TemporaryFolder().WithAll("dog/1.wav", "dog/1.npy", "dog/2.wav", "cat/1.wav", "cat/2.wav", "cat/3.npy");

        var dataset = AudioDataset.Load(folder.Root, new() { Group = "([0-9])" });

        Assert.Equal(DatasetContent.Recordings, dataset.Content);
        Assert.Equal(4, dataset.Recordings.Count);
    }

    [Fact]
    public void A_folder_named_like_a_recording_is_a_folder()
    {
        using var folder = new TemporaryFolder().WithAll("dog/1.wav", "dog/2.wav/inside.wav", "cat/1.wav", "cat/2.wav");

        var dataset = AudioDataset.Load(folder.Root);

        Assert.Contains(dataset.Recordings, recording => recording.RelativePath == "dog/2.wav/inside.wav");
        Assert.DoesNotContain(dataset.Recordings, recording => recording.RelativePath == "dog/2.wav");
    }

    [Fact]
    public void Other_audio_is_skipped_with_the_remedy()
    {
        using var folder = new TemporaryFolder().WithAll("dog/1.wav", "dog/2.wav", "dog/3.VOC", "dog/4", "cat/1.wav", "cat/2.wav", "stray.wav");

        var dataset = AudioDataset.Load(folder.Root);

        Assert.Equal(
        [
            ("dog/3.VOC", ".VOC files are not read; convert it to WAV."),
            ("dog/4", "the name has no extension, so its format is unknown; if it is WAV, name it .wav."),
            ("stray.wav", "it lies directly in the dataset's folder and so has no class; move it into the folder of its class."),
        ], dataset.Skipped.Select(skipped => (skipped.RelativePath, skipped.Reason)));
    }

    [Fact]
    public void A_link_back_to_the_root_is_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege there");
        using var folder = new TemporaryFolder().WithAll("dog/1.wav", "dog/2.wav", "cat/1.wav", "cat/2.wav");
        Directory.CreateSymbolicLink(folder.At("dog/loop"), folder.Root);

        Assert.Equal(4, AudioDataset.Load(folder.Root).Recordings.Count);
    }

    [Fact]
    public void Label_and_group_can_be_captured_from_the_path()
    {
        using var folder = new TemporaryFolder().WithAll("recordings/0_george_0.wav", "recordings/0_lucas_0.wav", "recordings/1_george_0.wav", "recordings/1_lucas_0.wav");

        var dataset = AudioDataset.Load(folder.Root, new() { Label = "/([0-9])_", Group = "(?<digit>[0-9])_(?<group>[a-z]+)_" });

        Assert.Equal(["0", "1"], dataset.Labels);
        Assert.Equal(["george", "lucas", "george", "lucas"], dataset.Recordings.Select(recording => recording.Group));
        Assert.Equal("pattern '(?<digit>[0-9])_(?<group>[a-z]+)_'", dataset.GroupRule);
        Assert.Empty(dataset.Notices);
    }

    [Fact]
    public void Recordings_directly_in_the_root_are_read_with_a_label_pattern()
    {
        using var folder = new TemporaryFolder().WithAll("dog_1.wav", "dog_2.wav", "cat_1.wav", "cat_2.wav");

        Assert.Equal(["cat", "dog"], AudioDataset.Load(folder.Root, new() { Label = "^([a-z]+)_" }).Labels);
    }

    public static TheoryData<string[], string?, string?, string> Refused => new()
    {
        { ["a.wav", "b.wav"], null, null, "ROOT: recordings such as a.wav lie directly in the folder, so nothing names their class; understood are one folder per class (ROOT/dog/1.wav, ROOT/cat/2.wav), or a manifest.csv with the columns path,label[,group][,split], or give a label pattern." },
        { ["readme.txt"], null, null, $"ROOT: there are no recordings ({string.Join(", ", AudioFiles.Extensions)}) or spectrograms (.npy) here; understood are one folder per class (ROOT/dog/1.wav, ROOT/cat/2.wav), or a manifest.csv with the columns path,label[,group][,split]." },
        { ["dog/1.wav", "dog/2.wav"], null, null, "NAME holds one class only, 'dog'; a classifier needs at least two. Add a second class, or say where the labels are with a label column or pattern." },
        { ["dog/1.wav", "dog/2.wav", "cat/1.wav"], null, null, "NAME: class 'cat' has 1 group (groups: every recording its own), and training and test each need one of their own; add recordings of another group or choose a finer grouping." },
        { ["dog/a1.wav", "dog/a2.wav", "cat/a1.wav", "cat/b1.wav"], "/([a-z])", null, "NAME: class 'dog' has 1 group (groups: pattern '/([a-z])'), and training and test each need one of their own; add recordings of another group or choose a finer grouping." },
        { ["dog/1.wav", "dog/2.voc", "dog/3.voc", "cat/1.wav", "cat/2.wav"], null, null, "NAME: 2 of 3 recordings of class 'dog' are unreadable, more than half: dog/2.voc: .voc files are not read; convert it to WAV; dog/3.voc: .voc files are not read; convert it to WAV. Repair or convert them first." },
        { ["train/1.wav", "train/2.wav", "Test/1.wav", "Test/2.wav"], null, null, "ROOT: the folders Test, train look like parts of a split, not like classes; write a manifest.csv with the columns path,label,split, or give a label pattern such as '^[^/]+/([^/]+)/'." },
        { ["dog/1.wav", "cat/1.wav"], "speaker", null, "The group 'speaker' is no pattern with one capture group, and without a manifest there are no columns; give a pattern such as '_(speaker[0-9]+)_'." },
        { ["dog/1.wav", "cat/x.wav", "cat/y.wav"], "([0-9])", null, "The group pattern '([0-9])' does not match 2 of 3 recordings, first cat/x.wav; it must capture a group in every relative path." },
        { ["dog/1.wav", "cat/x.wav"], null, "([0-9])", "The label pattern '([0-9])' does not match 1 of 2 recordings, first cat/x.wav; it must capture a label in every relative path." },
        { ["dog/1.wav", "cat/1.wav"], "(a)(b)", null, "The group pattern '(a)(b)' must have exactly one capture group, or one named 'group': write (?:...) for the others and (...) around the group." },
        { ["dog/1.wav", "cat/1.wav"], @"\(a\)", null, @"The group pattern '\(a\)' must have exactly one capture group, or one named 'group': write (?:...) for the others and (...) around the group." },
    };

    [Theory, MemberData(nameof(Refused))]
    public void A_dataset_that_cannot_be_honest_is_refused_by_reason(string[] files, string? group, string? label, string message)
    {
        using var folder = new TemporaryFolder().WithAll(files);

        var error = Assert.Throws<DatasetException>(() => AudioDataset.Load(folder.Root, new() { Group = group, Label = label }));

        Assert.Equal(message.Replace("ROOT:", folder.Root + ":", StringComparison.Ordinal).Replace("NAME", Path.GetFileName(folder.Root), StringComparison.Ordinal), error.Message);
    }

    [Fact]
    public void A_pattern_that_is_no_regular_expression_is_refused()
    {
        using var folder = new TemporaryFolder().WithAll("dog/1.wav", "cat/1.wav");

        var error = Assert.Throws<DatasetException>(() => AudioDataset.Load(folder.Root, new() { Group = "(a" }));

        Assert.StartsWith("The group pattern '(a' is not a regular expression:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_that_does_not_exist_is_refused()
    {
        var error = Assert.Throws<DatasetException>(() => AudioDataset.Load("no/such/folder"));

        Assert.Equal("no/such/folder: there is no such folder or manifest; check the path.", error.Message);
    }

    [Fact]
    public void A_single_recording_is_no_dataset()
    {
        using var folder = new TemporaryFolder().With("a.wav");

        var error = Assert.Throws<DatasetException>(() => AudioDataset.Load(folder.At("a.wav")));

        Assert.EndsWith("a.wav: a dataset is a folder or a .csv manifest, not a single file; give the folder that holds it.", error.Message, StringComparison.Ordinal);
    }
}
