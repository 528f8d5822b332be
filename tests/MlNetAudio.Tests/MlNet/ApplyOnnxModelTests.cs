using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Onnx;

namespace MlNetAudio.Tests.MlNet;

public class ApplyOnnxModelTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Every_output_becomes_a_column_of_its_type_with_a_batch_of_one()
    {
        IDataView data = Rows();

        IDataView scored = _ml.Transforms.ApplyOnnxModel(Stream(TinyOnnxModel.Doubling)).Fit(data).Transform(data);

        Assert.Equal("Vector<Single, 1, 5>", scored.Schema["y"].Type.ToString());
        Assert.Equal("Vector<Int64, 1>", scored.Schema["best"].Type.ToString());
        Assert.Equal([2, 4, 6, 10, 8], scored.GetColumn<float[]>("y").First());
        Assert.Equal([3L, 0L], scored.GetColumn<long[]>("best").Select(best => best[0]));
        Assert.Equal([2.0, 4, 6, 10, 8], scored.GetColumn<double[]>("exact").First());
        Assert.Equal(["one", "zwei"], scored.GetColumn<string[]>("echo").Select(echo => echo[0]));
    }

    [Fact]
    public void Only_the_named_columns_are_used_of_the_model()
    {
        IDataView data = Rows();
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, TinyOnnxModel.Open);
            IDataView scored = _ml.Transforms
                .ApplyOnnxModel("y", "x", path, new Dictionary<string, int[]> { ["x"] = [1, 5], ["y"] = [1, 5] })
                .Append(_ml.Transforms.Concatenate("Features", "y"))
                .Fit(data).Transform(data);

            Assert.Equal([-1, -2, -3, -5, -4], scored.GetColumn<float[]>("Features").First());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_second_unknown_dimension_fails_at_run_time_unless_a_shape_is_given()
    {
        IDataView data = Rows();

        IDataView scored = _ml.Transforms.ApplyOnnxModel(Stream(TinyOnnxModel.Open)).Fit(data).Transform(data);
        var error = Assert.ThrowsAny<Exception>(() => scored.GetColumn<float[]>("y").Count());
        IDataView shaped = _ml.Transforms.ApplyOnnxModel(Stream(TinyOnnxModel.Open), new Dictionary<string, int[]> { ["x"] = [1, 5] }).Fit(data).Transform(data);

        Assert.Contains("Length of memory (5) must match product of dimensions (0)", error.GetBaseException().Message, StringComparison.Ordinal);   // threads that read wrap it
        Assert.Equal([-1, -2, -3, -5, -4], shaped.GetColumn<float[]>("y").First());
    }

    [Fact]
    public void A_flat_vector_serves_an_input_of_more_dimensions()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(new[] { new Four { Values = [-1, 2, -3, 4] } });

        IDataView scored = _ml.Transforms.ApplyOnnxModel(Stream(TinyOnnxModel.Image)).Fit(data).Transform(data);

        Assert.Equal("Vector<Single, 1, 1, 2, 2>", scored.Schema["y"].Type.ToString());
        Assert.Equal([1, 2, 3, 4], scored.GetColumn<float[]>("y").Single());
    }

    [Fact]
    public void A_vector_of_another_length_is_refused_by_name()
    {
        IDataView data = Rows();

        var error = Assert.ThrowsAny<Exception>(() => _ml.Transforms.ApplyOnnxModel(Stream(TinyOnnxModel.Image)).Fit(data).Transform(data).GetColumn<float[]>("y").Count());

        Assert.Contains("'x'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_that_is_no_column_is_missed_by_name()
    {
        IDataView data = _ml.Transforms.DropColumns("text").Fit(Rows()).Transform(Rows());

        var error = Assert.ThrowsAny<Exception>(() => _ml.Transforms.ApplyOnnxModel(Stream(TinyOnnxModel.Doubling)).Fit(data));

        Assert.Contains("text", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_prediction_engine_scores_one_row_at_a_time()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(new[] { new Four { Values = [1, 2, 3, 4] } });
        using OnnxTransformer model = _ml.Transforms.ApplyOnnxModel(["y"], ["x"], Stream(TinyOnnxModel.Image)).Fit(data);
        using var engine = _ml.Model.CreatePredictionEngine<Four, Scored>(model, new PredictionEngineOptions { OwnsTransformer = false });

        Assert.Equal([5, 6, 7, 8], engine.Predict(new() { Values = [5, -6, 7, -8] }).Y);
        Assert.Equal([0, 0, 0, 1], engine.Predict(new() { Values = [0, 0, 0, -1] }).Y);
    }

    private IDataView Rows() => _ml.Data.LoadFromEnumerable(new[]
    {
        new Row { X = [1, 2, 3, 5, 4], Text = "one" },
        new Row { X = [9, 0, 0, 0, 0], Text = "zwei" },
    });

    private static MemoryStream Stream(byte[] model) => new(model);

    private sealed class Row
    {
        [ColumnName("x"), VectorType(5)]
        public float[] X { get; set; } = [];

        [ColumnName("text")]
        public string Text { get; set; } = "";
    }

    private sealed class Four
    {
        [ColumnName("x"), VectorType(4)]
        public float[] Values { get; set; } = [];
    }

    private sealed class Scored
    {
        [ColumnName("y")]
        public float[] Y { get; set; } = [];
    }
}
