using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetAudio.Tests.MlNet;

public class CustomMappingTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void A_mapping_adds_its_columns_with_the_size_that_a_definition_gives()
    {
        IDataView data = Rows([1, 2], [3, 5]);
        var output = SchemaDefinition.Create(typeof(Output));
        output["Powers"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 2);
        output["Powers"].ColumnName = "Features";

        IDataView mapped = _ml.Transforms
            .CustomMapping<Input, Output>((from, to) => (to.Sum, to.Powers) = (from.Samples.Sum(), [from.Samples[0], from.Samples[0] * from.Samples[0]]), null, null, output)
            .Append(_ml.Transforms.NormalizeMinMax("Features"))
            .Fit(data).Transform(data);

        Assert.Equal("Vector<Single, 2>", mapped.Schema["Features"].Type.ToString());
        Assert.Equal([3f, 8f], mapped.GetColumn<float>("Sum"));
        Assert.Equal([1 / 3f, 1 / 9f], mapped.GetColumn<float[]>("Features").First());
    }

    [Fact]
    public void The_mapping_runs_once_for_a_row_however_many_columns_are_read()
    {
        int calls = 0;
        IDataView data = Rows([1], [2], [3]);
        IDataView mapped = _ml.Transforms.CustomMapping<Input, Output>((from, to) => calls++, contractName: null).Fit(data).Transform(data);

        int rows = _ml.Data.CreateEnumerable<Output>(mapped, reuseRowObject: false).Count();

        Assert.Equal((3, 3), (rows, calls));
    }

    [Fact]
    public void The_mapping_does_not_run_for_columns_that_nobody_reads()
    {
        IDataView data = Rows([1], [2]);
        IDataView mapped = _ml.Transforms.CustomMapping<Input, Output>((from, to) => throw new InvalidOperationException("not wanted"), contractName: null).Fit(data).Transform(data);

        Assert.Equal(2, mapped.GetColumn<float[]>("Samples").Count());
    }

    [Fact]
    public void A_missing_input_is_named_before_anything_is_mapped()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(new[] { new Output() });
        var chain = _ml.Transforms.CopyColumns("Copy", "Sum").Append(_ml.Transforms.CustomMapping<Input, Output>((from, to) => { }, contractName: null));

        var error = Assert.ThrowsAny<ArgumentException>(() => chain.Fit(data));

        Assert.Contains("Could not find input column 'Samples'", error.Message, StringComparison.Ordinal);
    }

    private IDataView Rows(params float[][] samples) => _ml.Data.LoadFromEnumerable(samples.Select(values => new Input { Samples = values }));

    private sealed class Input
    {
        public float[] Samples { get; set; } = [];
    }

    private sealed class Output
    {
        public float Sum { get; set; }

        public float[] Powers { get; set; } = [];
    }
}
