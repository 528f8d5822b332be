using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetAudio.Tests.MlNet;

public class PredictionEngineTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void An_engine_predicts_what_the_data_view_says_example_by_example()
    {
        Row[] rows = [new() { A = 1, B = 2 }, new() { A = 4, B = -8 }];
        IDataView data = _ml.Data.LoadFromEnumerable(rows);
        var model = Chain().Fit(data);
        using var engine = _ml.Model.CreatePredictionEngine<Row, Answer>(model);

        float[][] expected = [.. model.Transform(data).GetColumn<float[]>("Features")];

        Assert.Equal(expected[0], engine.Predict(rows[0]).Features);
        Assert.Equal(expected[1], engine.Predict(rows[1]).Features);
        Assert.Equal(expected[0], engine.Predict(rows[0]).Features);
        Assert.Equal("Vector<Single, 2>", engine.OutputSchema["Features"].Type.ToString());
    }

    [Fact]
    public void Members_without_a_column_are_left_alone_or_refused()
    {
        ITransformer model = Chain().Fit(_ml.Data.LoadFromEnumerable(new[] { new Row { A = 1, B = 2 } }));

        using var lenient = _ml.Model.CreatePredictionEngine<Row, Answer>(model, new PredictionEngineOptions { OwnsTransformer = false });
        var error = Assert.ThrowsAny<Exception>(() => _ml.Model.CreatePredictionEngine<Row, Answer>(model, ignoreMissingColumns: false));

        Assert.Equal("untouched", lenient.Predict(new()).Note);
        Assert.Contains("Note", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_schema_gives_the_example_its_sizes()
    {
        var definition = SchemaDefinition.Create(typeof(Loose));
        definition["Samples"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 3);
        IDataView data = _ml.Data.LoadFromEnumerable(new[] { new Loose { Samples = [1, 2, 4] } }, definition);
        ITransformer model = _ml.Transforms.NormalizeMeanVariance("Samples").Fit(data);

        using var engine = _ml.Model.CreatePredictionEngine<Loose, Loose>(model, data.Schema);

        Assert.Equal(3, engine.Predict(new() { Samples = [1, 2, 4] }).Samples.Length);
    }

    private EstimatorChain<Microsoft.ML.Transforms.NormalizingTransformer> Chain() => _ml.Transforms.Concatenate("Features", "A", "B")
        .Append(_ml.Transforms.SelectColumns("Features"))
        .Append(_ml.Transforms.NormalizeMinMax("Features"));

    private sealed class Row
    {
        public float A { get; set; }

        public float B { get; set; }
    }

    private sealed class Answer
    {
        public float[] Features { get; set; } = [];

        public string Note { get; set; } = "untouched";
    }

    private sealed class Loose
    {
        public float[] Samples { get; set; } = [];
    }
}
