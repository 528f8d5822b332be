using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetAudio.Tests.MlNet;

/// <summary>What users write with the public API takes its place in chains like what comes with the library.</summary>
public class ThirdPartyTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public void An_estimator_of_ours_stands_in_the_middle_of_a_chain(int batchSize)
    {
        IDataView data = Rows(7);
        var chain = _ml.Transforms.CopyColumns("Again", "Samples")
            .Append(new BatchSum(_ml, "Again", batchSize))
            .Append(_ml.Transforms.NormalizeMinMax("Emb"))
            .Append(_ml.Transforms.Concatenate("Features", "Emb", "Sum"));

        IDataView transformed = chain.Fit(data).Transform(data);

        Assert.Equal(Enumerable.Range(0, 7).Select(i => 2f * i), transformed.GetColumn<float>("Sum"));
        Assert.Equal([1f, -1f, 12f], transformed.GetColumn<float[]>("Features").Last());
        Assert.Equal(Enumerable.Range(0, 7), transformed.GetColumn<int>("Id"));
    }

    [Fact]
    public void A_column_that_an_estimator_does_not_announce_is_missed_before_anything_is_fitted()
    {
        var chain = new Silent().Append(_ml.Transforms.NormalizeMinMax("Emb"));

        var error = Assert.ThrowsAny<ArgumentException>(() => chain.Fit(Rows(2)));

        Assert.Contains("Could not find input column 'Emb'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chain_with_a_step_in_batches_makes_no_prediction_engine()
    {
        ITransformer model = _ml.Transforms.CopyColumns("Again", "Samples").Append(new BatchSum(_ml, "Again", 4)).Fit(Rows(3));

        var error = Assert.ThrowsAny<Exception>(() => _ml.Model.CreatePredictionEngine<Row, Row>(model));

        Assert.Contains("row to row mapper", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_rows_can_be_cached_split_and_read_as_objects()
    {
        IDataView data = Rows(50);
        IDataView summed = _ml.Data.Cache(new BatchSum(_ml, "Samples", 8).Fit(data).Transform(data));

        var split = _ml.Data.TrainTestSplit(summed, 0.5, seed: 1);
        Row[] both = [.. Objects(split.TrainSet), .. Objects(split.TestSet)];

        Assert.Equal(Enumerable.Range(0, 50), both.Select(row => row.Id).Order());
        Assert.All(both, row => Assert.Equal([row.Id, row.Id], row.Samples));
    }

    private IEnumerable<Row> Objects(IDataView data) => _ml.Data.CreateEnumerable<Row>(data, reuseRowObject: false);

    private IDataView Rows(int count) => _ml.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i => new Row { Id = i, Samples = [i, i] }).ToList());

    private sealed class Row
    {
        public int Id { get; set; }

        [VectorType(2)]
        public float[] Samples { get; set; } = [];
    }

    /// <summary>Would add a column, but returns the input's shape.</summary>
    private sealed class Silent : IEstimator<ITransformer>
    {
        public ITransformer Fit(IDataView input) => throw new InvalidOperationException("must not be fitted");

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inputSchema;
    }
}
