using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace MlNetAudio.Tests.MlNet;

public class ConvertToOnnxTests
{
    public static TheoryData<string> Binary => ["lr", "sdca", "forest", "forest+platt", "tree"];

    [Theory, MemberData(nameof(Binary))]
    public void The_file_answers_what_the_model_answers(string name)
    {
        var voices = GoldenVoices.Load("twovoices");
        var ml = new MLContext(1);
        IDataView train = GoldenVoices.View(ml, voices.Train), test = GoldenVoices.View(ml, voices.Test);
        var model = ml.Transforms.NormalizeMeanVariance("Features", fixZero: false).Append(Trainer(ml, name)).Fit(train);

        var scored = Apply(ml, Convert(ml, model, train), test);

        ScoredRow[] expected = ScoredRow.ReadAll(ml, model.Transform(test));
        float[] scores = [.. scored.GetColumn<float[]>("Score").Select(one => one[0])];
        bool[] labels = [.. scored.GetColumn<bool[]>("PredictedLabel").Select(one => one[0])];
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i].Score, scores[i], 1e-4f);
        Assert.Equal(expected.Select(row => row.PredictedLabel), labels);
        if (scored.Schema.GetColumnOrNull("Probability") is null) return;
        float[] probabilities = [.. scored.GetColumn<float[]>("Probability").Select(one => one[0])];
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i].Probability, probabilities[i], 1e-5f);
    }

    [Theory, InlineData("lbfgs"), InlineData("ova(lr)"), InlineData("ova(forest)")]
    public void Several_classes_come_out_with_their_names(string name)
    {
        var ml = new MLContext(1);
        IDataView data = ml.Data.LoadFromEnumerable(MulticlassRow.Some(60, seed: 1));
        IEstimator<ITransformer> trainer = name switch
        {
            "lbfgs" => ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(),
            "ova(lr)" => ml.MulticlassClassification.Trainers.OneVersusAll(ml.BinaryClassification.Trainers.LbfgsLogisticRegression()),
            _ => ml.MulticlassClassification.Trainers.OneVersusAll(ml.BinaryClassification.Trainers.FastForest(numberOfTrees: 5)),
        };
        var model = ml.Transforms.Conversion.MapValueToKey("Label").Append(trainer).Append(ml.Transforms.Conversion.MapKeyToValue("Name", "PredictedLabel")).Fit(data);

        var scored = Apply(ml, Convert(ml, model, data), data);

        float[][] expected = [.. model.Transform(data).GetColumn<float[]>("Score")], actual = [.. scored.GetColumn<float[]>("Score")];
        for (int i = 0; i < expected.Length; i++)
            for (int k = 0; k < 3; k++) Assert.Equal(expected[i][k], actual[i][k], 1e-5f);
        Assert.Equal(model.Transform(data).GetColumn<string>("Name"), scored.GetColumn<string[]>("Name").Select(one => one[0]));
    }

    [Fact]
    public void Columns_are_joined_and_missing_values_replaced()
    {
        var ml = new MLContext(1);
        IDataView data = ml.Data.LoadFromEnumerable(new[] { new Pair { A = 1, B = 4 }, new Pair { A = float.NaN, B = 8 }, new Pair { A = 2, B = 8 } });
        var model = ml.Transforms.ReplaceMissingValues("A", replacementMode: Microsoft.ML.Transforms.MissingValueReplacingEstimator.ReplacementMode.Maximum)
            .Append(ml.Transforms.Concatenate("Both", "A", "B")).Append(ml.Transforms.NormalizeMinMax("Both")).Append(ml.Transforms.SelectColumns("Both")).Fit(data);

        var applied = Apply(ml, Convert(ml, model, data), data);

        Assert.Equal([[0.5f, 0.5f], [1, 1], [1, 1]], applied.GetColumn<float[]>("Both"));
        Assert.IsType<NumberDataViewType>(applied.Schema["A"].Type, exactMatch: false);   // the input's: no vector of the model's
    }

    [Fact]
    public void Only_the_outputs_asked_for_are_there()
    {
        var voices = GoldenVoices.Load("twovoices");
        var ml = new MLContext(1);
        IDataView data = GoldenVoices.View(ml, voices.Train);
        using var stream = new MemoryStream();

        ml.Model.ConvertToOnnx(ml.BinaryClassification.Trainers.LbfgsLogisticRegression().Fit(data), data, stream, "Probability");

        using var session = new InferenceSession(stream.ToArray());
        Assert.Equal(["Probability.output"], session.OutputNames);
        Assert.Equal(data.Schema.Select(column => column.Name).Append("Probability"), Apply(ml, stream.ToArray(), data).Schema.Select(column => column.Name));
    }

    [Theory, InlineData(8), InlineData(13)]
    public void Other_opsets_than_9_to_12_are_refused(int opset)
    {
        var ml = new MLContext(1);
        IDataView data = ml.Data.LoadFromEnumerable(new[] { new Pair() });

        Assert.ThrowsAny<Exception>(() => ml.Model.ConvertToOnnx(ml.Transforms.CopyColumns("C", "A").Fit(data), data, opset, new MemoryStream()));
    }

    [Theory, InlineData(9), InlineData(10), InlineData(11)]
    public void Older_opsets_load_too(int opset)
    {
        var voices = GoldenVoices.Load("twovoices");
        var ml = new MLContext(1);
        IDataView data = GoldenVoices.View(ml, voices.Train);
        using var stream = new MemoryStream();

        ml.Model.ConvertToOnnx(ml.BinaryClassification.Trainers.FastForest(numberOfTrees: 3).Fit(data), data, opset, stream);

        Assert.Equal(voices.Train.Length, Apply(ml, stream.ToArray(), data).GetColumn<float[]>("Score").Count());
    }

    private static byte[] Convert(MLContext ml, ITransformer model, IDataView data)
    {
        using var stream = new MemoryStream();
        ml.Model.ConvertToOnnx(model, data, stream);
        return stream.ToArray();
    }

    private static IDataView Apply(MLContext ml, byte[] model, IDataView data) => ml.Transforms.ApplyOnnxModel(new MemoryStream(model)).Fit(data).Transform(data);

    private static IEstimator<ITransformer> Trainer(MLContext ml, string name)
    {
        var trainers = ml.BinaryClassification.Trainers;
        return name switch
        {
            "lr" => trainers.LbfgsLogisticRegression(),
            "sdca" => trainers.SdcaNonCalibrated(),
            "forest" => trainers.FastForest(numberOfTrees: 15),
            "forest+platt" => trainers.FastForest(numberOfTrees: 15).Append(ml.BinaryClassification.Calibrators.Platt()),
            _ => trainers.FastTree(numberOfTrees: 15),
        };
    }

    private sealed class Pair
    {
        public float A { get; set; }

        public float B { get; set; }
    }
}
