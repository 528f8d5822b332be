using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.MlNet;

public sealed class TextLoaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_class_says_by_its_attributes_which_fields_its_members_are()
    {
        var ml = new MLContext(1);
        string path = Write("path,label,rms,zcr\na.wav,1,0.5,2\n\nb.wav,0,-1e-3,3.25\n");

        var rows = ml.Data.CreateEnumerable<Clip>(ml.Data.LoadFromTextFile<Clip>(path, separatorChar: ',', hasHeader: true), reuseRowObject: false).ToArray();

        Assert.Equal(["a.wav", "b.wav"], rows.Select(row => row.Path));
        Assert.Equal([true, false], rows.Select(row => row.Label));
        Assert.Equal([[0.5f, 2], [-1e-3f, 3.25f]], rows.Select(row => row.Features));
    }

    [Fact]
    public void A_loaded_file_trains_a_model()
    {
        var ml = new MLContext(1);
        string path = Write(string.Concat(Enumerable.Range(0, 40).Select(i => $"{i % 2}\t{(i % 2 == 0 ? -1 : 1) + i % 7 * 0.1}\t{i % 5}\n".Replace(',', '.'))));

        var data = ml.Data.LoadFromTextFile(path, [new("Label", DataKind.Boolean, 0), new("Features", DataKind.Single, 1, 2)]);
        var model = ml.BinaryClassification.Trainers.LbfgsLogisticRegression().Fit(data);

        Assert.Equal(1, ml.BinaryClassification.Evaluate(model.Transform(data)).AreaUnderRocCurve);
    }

    [Fact]
    public void Quoted_fields_may_hold_separators_and_quotation_marks()
    {
        var ml = new MLContext(1);
        string path = Write("\"a, b\",1\n\"say \"\"hi\"\"\",2\nplain,3\n");

        var data = ml.Data.LoadFromTextFile(path, [new("Text", DataKind.String, 0), new("Number", DataKind.Int32, 1)], separatorChar: ',', allowQuoting: true);

        Assert.Equal(["a, b", "say \"hi\"", "plain"], data.GetColumn<string>("Text"));
        Assert.Equal([1, 2, 3], data.GetColumn<int>("Number"));
    }

    [Fact]
    public void A_quoted_field_goes_on_in_the_next_line_where_that_is_asked_for()
    {
        var ml = new MLContext(1);
        string path = Write("\"one\ntwo\",1\nthree,2\n");

        var data = ml.Data.LoadFromTextFile(path, new TextLoader.Options
        {
            Columns = [new("Text", DataKind.String, 0), new("Number", DataKind.Single, 1)],
            Separators = [','],
            AllowQuoting = true,
            ReadMultilines = true,
        });

        Assert.Equal(["one\ntwo", "three"], data.GetColumn<string>("Text"));
    }

    [Fact]
    public void Missing_reals_are_zero_or_NaN_as_asked_and_unknown_ones_NaN()
    {
        var ml = new MLContext(1);
        string path = Write("1\t?\n\t2\nNaN\t3\n");
        TextLoader.Column[] columns = [new("X", DataKind.Single, 0), new("Y", DataKind.Single, 1)];

        var zero = ml.Data.LoadFromTextFile(path, columns);
        var missing = ml.Data.LoadFromTextFile(path, new TextLoader.Options { Columns = columns, MissingRealsAsNaNs = true });

        Assert.Equal([1f, 0, float.NaN], zero.GetColumn<float>("X"));
        Assert.Equal([float.NaN, 2, 3], zero.GetColumn<float>("Y"));
        Assert.Equal([1f, float.NaN, float.NaN], missing.GetColumn<float>("X"));
    }

    [Fact]
    public void A_data_sample_gives_slots_their_names_and_tells_where_the_line_ends()
    {
        var ml = new MLContext(1);
        string path = Write("y\ta\tb\tc\n1\t1\t2\t3\n");
        var loader = ml.Data.CreateTextLoader(
            [new("Label", DataKind.Single, 0), new("Features", DataKind.Single, [new TextLoader.Range(1, null)])], hasHeader: true, dataSample: new MultiFileSource(path));

        VBuffer<ReadOnlyMemory<char>> names = default;
        loader.GetOutputSchema()["Features"].GetSlotNames(ref names);

        Assert.Equal(["a", "b", "c"], names.DenseValues().Select(name => name.ToString()));
        Assert.Equal([1f, 2, 3], loader.Load(path).GetColumn<float[]>("Features").Single());
    }

    [Fact]
    public void Several_files_are_one_data_set_and_rows_can_be_limited()
    {
        var ml = new MLContext(1);
        string first = Write("h\n1\n2\n", "first.tsv"), second = Write("h\n3\n4\n", "second.tsv");
        var options = new TextLoader.Options { Columns = [new("X", DataKind.Single, 0)], HasHeader = true, MaxRows = 3 };

        Assert.Equal([1f, 2, 3], ml.Data.CreateTextLoader(options).Load(first, second).GetColumn<float>("X"));
    }

    [Fact]
    public void Keys_count_from_zero_in_the_file_and_from_one_in_the_column()
    {
        var ml = new MLContext(1);
        string path = Write("0\n2\n7\n");

        var data = ml.Data.LoadFromTextFile(path, [new("Key", DataKind.UInt32, [new TextLoader.Range(0)], new KeyCount(3))]);

        Assert.Equal([1u, 3u, 0u], data.GetColumn<uint>("Key"));
        Assert.Equal(new KeyDataViewType(typeof(uint), 3), data.Schema["Key"].Type);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var error = Assert.ThrowsAny<Exception>(() => new MLContext(1).Data.LoadFromTextFile("no/such/file.csv", [new("X", DataKind.Single, 0)]).GetColumn<float>("X").Count());

        Assert.Contains("file.csv", error.ToString(), StringComparison.Ordinal);
    }

    private string Write(string text, string name = "data.csv")
    {
        string path = Path.Combine(_folder.Root, name);
        File.WriteAllText(path, text);
        return path;
    }

    private sealed class Clip
    {
        [LoadColumn(0)]
        public string Path { get; set; } = "";

        [LoadColumn(1)]
        public bool Label { get; set; }

        [LoadColumn(2, 3)]
        [VectorType(2)]
        public float[] Features { get; set; } = [];
    }
}
