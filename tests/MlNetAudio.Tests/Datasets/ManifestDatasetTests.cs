using MlNetAudio.Datasets;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Datasets;

public class ManifestDatasetTests
{
    private static readonly string[] FourFiles = ["dog/1.wav", "dog/2.wav", "cat/1.wav", "cat/2.wav"];

    [Theory]
    [InlineData("path,label,group,split\ndog/1.wav,D,a,train\ndog/2.wav,D,b,test\ncat/1.wav,C,a,Training\ncat/2.wav,C,b,EVAL\n")]
    [InlineData("Filename,Class,Group,Split\ndog/1.wav,D,a,train\ndog\\2.wav,D,b,testing\n./cat/1.wav, C ,a,train\ncat/../cat/2.wav,C, b,test\n")]
    [InlineData("FILE,label,extra,GROUP,split\ncat/2.wav,C,,b,test\ncat/1.wav,C,,a,train\ndog/2.wav,D,,b,test\ndog/1.wav,D,,a,train\n")]
    public void Columns_are_found_by_name_in_any_case_and_order(string manifest)
    {
        using var folder = new TemporaryFolder().WithAll(FourFiles).With("manifest.csv", manifest);

        var dataset = AudioDataset.Load(folder.Root);

        Assert.Equal(
        [
            ("cat/1.wav", "C", "a", SplitPart.Train), ("cat/2.wav", "C", "b", SplitPart.Test),
            ("dog/1.wav", "D", "a", SplitPart.Train), ("dog/2.wav", "D", "b", SplitPart.Test),
        ], dataset.Recordings.Select(one => (one.RelativePath, one.Label, one.Group, one.Part!.Value)));
        Assert.Equal("column 'group'", dataset.GroupRule, ignoreCase: true);
    }

    [Fact]
    public void A_recording_keeps_its_line_and_all_its_columns()
    {
        using var folder = new TemporaryFolder().WithAll(FourFiles).With("manifest.csv", "path,label,Text\ndog/1.wav,D,hi\ndog/2.wav,D,\ncat/1.wav,C,\ncat/2.wav,C,\n");

        var recording = AudioDataset.Load(folder.Root).Recordings.Single(one => one.RelativePath == "dog/1.wav");

        Assert.Equal(2, recording.Row);
        Assert.Equal("hi", recording.Columns["text"]);
        Assert.Equal(3, recording.Columns.Count);
    }

    [Fact]
    public void A_manifest_without_rows_is_what_the_error_is_about()
    {
        using var folder = new TemporaryFolder().WithAll(FourFiles).With("manifest.csv", "path,label\n");

        var error = Assert.Throws<DatasetException>(() => AudioDataset.Load(folder.Root));

        Assert.EndsWith("manifest.csv: there is no row below the header; list one recording a row.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_label_column_the_folder_names_the_class()
    {
        using var folder = new TemporaryFolder().WithAll(FourFiles).With("index.csv", "filename\ndog/1.wav\ndog/2.wav\ncat/1.wav\ncat/2.wav\n");

        Assert.Equal(["cat", "dog"], AudioDataset.Load(folder.Root).Labels);
    }

    [Fact]
    public void Any_column_can_be_the_group_or_the_label()
    {
        using var folder = new TemporaryFolder().WithAll(FourFiles)
            .With("list.csv", "path,label,group,animal,Owner\ndog/1.wav,x,1,D,ann\ndog/2.wav,x,1,D,bob\ncat/1.wav,x,1,C,ann\ncat/2.wav,x,1,C,bob\n");

        var dataset = AudioDataset.Load(folder.At("list.csv"), new() { Group = "owner", Label = "ANIMAL" });

        Assert.Equal(["C", "D"], dataset.Labels);
        Assert.Equal(["ann", "bob", "ann", "bob"], dataset.Recordings.Select(recording => recording.Group));
        Assert.Equal("column 'Owner'", dataset.GroupRule);
        Assert.Equal("list", dataset.Name);
    }

    [Fact]
    public void Only_what_the_manifest_names_is_part_of_the_dataset()
    {
        using var folder = new TemporaryFolder().WithAll([.. FourFiles, "dog/3.wav", "_noise/1.wav"])
            .With("manifest.csv", "path,label\ndog/1.wav,D\ndog/2.wav,D\ncat/1.wav,C\ncat/2.wav,C\n");

        Assert.Equal(4, AudioDataset.Load(folder.Root).Recordings.Count);
    }

    [Fact]
    public void A_file_that_is_missing_or_not_read_is_skipped_with_its_reason()
    {
        using var folder = new TemporaryFolder().WithAll([.. FourFiles, "dog/4.voc"])
            .With("manifest.csv", "path,label\ndog/1.wav,D\ndog/2.wav,D\ndog/4.voc,D\ncat/1.wav,C\ncat/2.wav,C\ncat/9.wav,C\ncat,C\n");

        var dataset = AudioDataset.Load(folder.Root);

        Assert.Equal(4, dataset.Recordings.Count);
        Assert.Equal(
        [
            new("cat", "the manifest names a folder here; name the recordings in it one by one.") { Label = "C" },
            new("cat/9.wav", "the file that the manifest names does not exist.") { Label = "C" },
            new("dog/4.voc", ".voc files are not read; convert it to WAV.") { Label = "D" },
        ], dataset.Skipped);
    }

    [Fact]
    public void A_file_outside_the_folder_keeps_the_text_of_the_manifest_as_its_name()
    {
        using var outside = new TemporaryFolder().WithAll("a.wav", "set/1.wav", "set/2.wav", "set/3.wav");
        outside.With("set/manifest.csv", $"path,label\n../a.wav,D\n1.wav,D\n2.wav,C\n\"{outside.At("set/3.wav")}\",C\n");

        var dataset = AudioDataset.Load(outside.At("set"));

        Assert.Contains(dataset.Recordings, recording => recording.RelativePath == "../a.wav" && recording.Path == outside.At("a.wav"));
        Assert.Contains(dataset.Recordings, recording => recording.RelativePath == outside.At("set/3.wav").Replace('\\', '/'));
    }

    [Theory]
    [InlineData("name,label\ndog/1.wav,D\n", "M: no column is named path, filename or file; its columns are name, label. Name the column that holds the paths 'path'.")]
    [InlineData("path,label\ndog/1.wav,D\ndog/2.wav, \n", "M line 3: the column 'label' is empty; give every recording a label.")]
    [InlineData("path,label\n,D\ndog/2.wav,D\n", "M line 2: the column 'path' is empty; every row needs the path of its recording.")]
    [InlineData("path,label\ndog/1.wav,D\ndog/2.wav,D\n./dog/1.wav,C\n", "M line 4: dog/1.wav already stands on line 2; keep one of the two rows.")]
    [InlineData("path,label,group\ndog/1.wav,D,1\ncat/1.wav,C,\n", "M line 3: the column 'group' is empty; give every recording a group.")]
    [InlineData("path,label,split\ndog/1.wav,D,train\ncat/1.wav,C,\n", "M line 3: the column 'split' is empty; give every recording a part, or none of them.")]
    [InlineData("path,label,split\ndog/1.wav,D,train\ncat/1.wav,C,holdout\n", "M line 3: the split 'holdout' is not known; write one of train, training; validation, valid, val, dev; test, testing, eval.")]
    [InlineData("path\nmanifest.csv\n", "M line 2: manifest.csv lies in no folder that could name its class; add a column 'label'.")]
    [InlineData("path,label,group,split\ndog/1.wav,D,a,train\ndog/2.wav,D,b,test\ncat/1.wav,C,b,train\ncat/2.wav,C,a,train\n",
        "N: group 'b' (column 'group') is in train on line 4 and in test on line 3 of the manifest; a group must be in one part, so correct the split column or remove it.")]
    public void A_manifest_that_cannot_be_right_is_refused_with_its_line(string manifest, string message)
    {
        using var folder = new TemporaryFolder().WithAll(FourFiles).With("manifest.csv", manifest);

        var error = Assert.Throws<DatasetException>(() => AudioDataset.Load(folder.Root));

        Assert.Equal(message.Replace("M:", folder.At("manifest.csv") + ":", StringComparison.Ordinal).Replace("M line", folder.At("manifest.csv") + " line", StringComparison.Ordinal)
            .Replace("N:", Path.GetFileName(folder.Root) + ":", StringComparison.Ordinal), error.Message);
    }

    [Fact]
    public void A_column_that_is_not_there_is_refused_with_the_ones_that_are()
    {
        using var folder = new TemporaryFolder().WithAll(FourFiles).With("manifest.csv", "path,label,speaker\ndog/1.wav,D,1\n");

        var error = Assert.Throws<DatasetException>(() => AudioDataset.Load(folder.Root, new() { Group = "speakers" }));

        Assert.Equal($"The group 'speakers' is neither a column of {folder.At("manifest.csv")} (path, label, speaker) nor a pattern with one capture group.", error.Message);
    }

    [Fact]
    public void Columns_that_are_empty_throughout_count_as_absent()
    {
        using var folder = new TemporaryFolder().WithAll(FourFiles).With("manifest.csv", "path,label,group,split\ndog/1.wav,D,,\ndog/2.wav,D,,\ncat/1.wav,C,,\ncat/2.wav,C,,\n");

        var dataset = AudioDataset.Load(folder.Root);

        Assert.All(dataset.Recordings, recording => Assert.Null(recording.Part));
        Assert.Equal("every recording its own", dataset.GroupRule);
    }
}
