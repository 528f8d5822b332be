using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetAudio.Tests.MlNet;

public class ConvertTypeTests
{
    [Fact]
    public void Numbers_Booleans_and_text_convert_among_each_other()
    {
        var ml = new MLContext(1);
        var data = ml.Data.LoadFromEnumerable(new[] { new Row { Number = 1, Flag = true, Text = "2.5", Vector = [1, 2] }, new Row { Number = 0, Flag = false, Text = "7", Vector = [3, 4] } });

        Assert.Equal([true, false], Convert<bool>("Number", DataKind.Boolean));
        Assert.Equal([1f, 0], Convert<float>("Flag", DataKind.Single));
        Assert.Equal([2.5f, 7], Convert<float>("Text", DataKind.Single));
        Assert.Equal(["1", "0"], Convert<string>("Number", DataKind.String));
        Assert.Equal([[1.0, 2], [3, 4]], Convert<double[]>("Vector", DataKind.Double));

        IEnumerable<T> Convert<T>(string column, DataKind kind) => ml.Transforms.Conversion.ConvertType("Out", column, kind).Fit(data).Transform(data).GetColumn<T>("Out");
    }

    [Fact]
    public void A_numeric_label_becomes_one_to_train_on()
    {
        var ml = new MLContext(1);
        var data = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 20).Select(i => new Row { Number = i % 2, Vector = [i % 2 * 2 - 1, i % 3] }));

        var model = ml.Transforms.Conversion.ConvertType("Label", "Number", DataKind.Boolean).Append(ml.BinaryClassification.Trainers.LbfgsLogisticRegression("Label", "Vector")).Fit(data);

        Assert.Equal(1, ml.BinaryClassification.Evaluate(model.Transform(data)).Accuracy);
    }

    private sealed class Row
    {
        public int Number { get; set; }

        public bool Flag { get; set; }

        public string Text { get; set; } = "";

        [VectorType(2)]
        public float[] Vector { get; set; } = [0, 0];
    }
}
