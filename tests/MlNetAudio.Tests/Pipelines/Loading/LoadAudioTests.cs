using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetAudio.Datasets;
using MlNetAudio.Dsp.Io;
using MlNetAudio.Pipelines.Loading;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Pipelines.Loading;

public sealed class LoadAudioTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MLContext _ml = new(seed: 1);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_of_class_folders_becomes_rows_in_ordinal_order()
    {
        _folder.WithAll("dog/b.wav", "dog/a.wav", "dog-like/c.wav", "cat/deep/d.mp3", "cat/notes.txt", "e.wav", "cat/.hidden.wav");

        var view = _ml.Data.LoadAudio(_folder.Root);

        Assert.Equal(["cat/deep/d.mp3", "dog-like/c.wav", "dog/a.wav", "dog/b.wav", "e.wav"], view.GetColumn<string>("RelativePath"));
        Assert.Equal(["cat", "dog-like", "dog", "dog", ""], view.GetColumn<string>("Label"));
        Assert.Equal(view.GetColumn<string>("RelativePath"), view.GetColumn<string>("Group"));
        Assert.Equal(_folder.At("dog", "a.wav"), view.GetColumn<string>("Path").ElementAt(2));
        Assert.All(view.GetColumn<string>("Split"), Assert.Empty);
    }

    [Fact]
    public void A_folder_is_streamed_in_the_order_in_which_a_dataset_lists_it()
    {
        _folder.WithAll("a/1.wav", "a/b/2.wav", "a/b-c/3.wav", "a/b.wav", "a-b/4.wav", "A/5.wav");

        var streamed = RecordingSource.Open(_folder.Root).List().Select(recording => recording.RelativePath);

        Assert.Equal(["A/5.wav", "a-b/4.wav", "a/1.wav", "a/b-c/3.wav", "a/b.wav", "a/b/2.wav"], streamed);
        Assert.Equal(AudioFiles.Find(_folder.Root).Select(path => Path.GetRelativePath(_folder.Root, path).Replace('\\', '/')), streamed);
    }

    [Fact]
    public void A_manifest_gives_labels_groups_parts_and_columns()
    {
        _folder.WithAll("x/a.wav", "x/b.wav").With("manifest.csv", "path,label,group,split,Take,noise\nx/b.wav,yes,g1,train,1,\"a,b\"\nx/a.wav,no,g2,test,2,c\nx/gone.wav,no,,dev,3,d\n");

        var view = _ml.Data.LoadAudio(_folder.Root, new() { PositiveLabel = "yes", Columns = ["take", "noise"] });

        Assert.Equal([true, false, false], view.GetColumn<bool>("Label"));
        Assert.Equal(["yes", "no", "no"], view.GetColumn<string>("LabelName"));
        Assert.Equal(["g1", "g2", "x/gone.wav"], view.GetColumn<string>("Group"));
        Assert.Equal(["train", "test", "validation"], view.GetColumn<string>("Split"));
        Assert.Equal(["1", "2", "3"], view.GetColumn<string>("take"));
        Assert.Equal(["a,b", "c", "d"], view.GetColumn<string>("noise"));
    }

    [Fact]
    public void Rows_come_one_by_one_while_the_manifest_is_read()
    {
        _folder.With("manifest.csv", "path,label\na.wav,x\nb.wav\n");
        var view = _ml.Data.LoadAudio(_folder.Root);
        using var cursor = view.GetRowCursor(view.Schema);

        bool first = cursor.MoveNext();
        var error = Assert.Throws<DatasetException>(() => cursor.MoveNext());

        Assert.True(first);
        Assert.Contains("line 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_folder_gains_is_there_in_the_next_pass()
    {
        _folder.WithAll("a/1.wav");
        var view = _ml.Data.LoadAudio(_folder.Root);
        int before = view.GetColumn<string>("Path").Count();

        _folder.WithAll("a/2.wav");

        Assert.Equal((1, 2), (before, view.GetColumn<string>("Path").Count()));
        Assert.Null(view.GetRowCount());
    }

    [Theory]
    [InlineData("label=nothing", "neither a column nor")]
    [InlineData("column=loudness", "no column 'loudness'")]
    public void A_column_that_is_missing_is_named(string wrong, string message)
    {
        _folder.With("manifest.csv", "path,label\na.wav,x\n");
        AudioDataOptions options = wrong.StartsWith("label", StringComparison.Ordinal) ? new() { Label = "nothing" } : new() { Columns = ["loudness"] };

        var error = Assert.Throws<DatasetException>(() => _ml.Data.LoadAudio(_folder.Root, options));

        Assert.Contains(message.Replace("a column nor", "a column of", StringComparison.Ordinal), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_that_does_not_exist_is_named() =>
        Assert.Contains("nowhere", Assert.Throws<DatasetException>(() => _ml.Data.LoadAudio(_folder.At("nowhere"))).Message, StringComparison.Ordinal);

    [Fact]
    public void Recordings_become_clips_at_the_rate_asked_for_padded_or_cropped()
    {
        var view = Tones(1_000, 3_000);

        var loaded = _ml.Transforms.LoadAudio(new() { SampleRateHz = 8_000, ClipSamples = 2_000 }).Fit(view).Transform(view);

        float[][] clips = [.. loaded.GetColumn<float[]>("Samples")];
        Assert.Equal(2_000, Assert.IsType<VectorDataViewType>(loaded.Schema["Samples"].Type).Size);
        foreach (var (path, clip) in view.GetColumn<string>("Path").Zip(clips))
        {
            float[] whole = AudioFile.LoadMono(path, 8_000);
            Assert.Equal([.. whole.Take(2_000), .. new float[Math.Max(0, 2_000 - whole.Length)]], clip);
        }
    }

    [Fact]
    public void Without_a_clip_length_every_clip_is_as_long_as_its_recording()
    {
        var view = Tones(1_000, 3_000);

        var loaded = _ml.Transforms.LoadAudio(new() { SampleRateHz = 16_000 }).Fit(view).Transform(view);

        Assert.False(Assert.IsType<VectorDataViewType>(loaded.Schema["Samples"].Type).IsKnownSize);
        Assert.Equal([2_000, 6_000], loaded.GetColumn<float[]>("Samples").Select(clip => clip.Length));
    }

    [Fact]
    public void A_broken_recording_ends_the_pass_with_its_name_and_reason()
    {
        var view = Tones(1_000, 3_000);
        File.WriteAllText(_folder.At("tones", "clip0b.wav"), "not audio");

        var error = Assert.Throws<AudioFileException>(() => _ml.Transforms.LoadAudio(new() { SampleRateHz = 8_000 }).Fit(view).Transform(view).GetColumn<float[]>("Samples").ToArray());

        Assert.Contains("clip0b.wav", error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.Reason);
    }

    [Fact]
    public void A_broken_recording_can_lose_its_row_in_every_pass_alike()
    {
        var view = Tones(1_000, 3_000);
        File.WriteAllText(_folder.At("tones", "clip0b.wav"), "not audio");
        List<AudioFileException> skipped = [];

        var loaded = _ml.Transforms.LoadAudio(new() { SampleRateHz = 8_000, Unreadable = UnreadableRecordings.Skip, Skipped = skipped.Add }).Fit(view).Transform(view);

        Assert.Equal(["clip0.wav", "clip1.wav"], loaded.GetColumn<string>("RelativePath").Select(Path.GetFileName));
        Assert.Equal([1_000, 3_000], loaded.GetColumn<float[]>("Samples").Select(clip => clip.Length));
        Assert.Equal(["clip0b.wav", "clip0b.wav"], skipped.Select(error => Path.GetFileName(error.FileName)));
    }

    [Fact]
    public void A_column_that_holds_no_paths_is_refused_by_name()
    {
        var view = _ml.Data.LoadAudio(_folder.WithAll("a/1.wav").Root, new() { PositiveLabel = "a" });

        var error = Assert.Throws<ArgumentException>(() => _ml.Transforms.LoadAudio(new() { SampleRateHz = 8_000 }, inputColumnName: "Label").Fit(view));

        Assert.Contains("'Label' must be text", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Recordings clip0.wav, clip1.wav ... of so many samples at 8 kHz.</summary>
    private IDataView Tones(params int[] samples)
    {
        Directory.CreateDirectory(_folder.At("tones"));
        for (int i = 0; i < samples.Length; i++) WavWriter.Write(_folder.At("tones", $"clip{i}.wav"), new AudioClip(8_000, Some.Sine(300 + 100 * i, 8_000, samples[i], 0.5)));
        return _ml.Data.LoadAudio(_folder.Root);
    }
}
