using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.MlNet;

public class SaveAndLoadTests
{
    public static TheoryData<string> BinaryTrainers => ["lr", "sdca", "perceptron", "forest", "forest+platt", "forest+naive", "forest+isotonic", "tree"];

    [Theory, MemberData(nameof(BinaryTrainers))]
    public void A_model_of_two_classes_scores_after_loading_as_before(string name)
    {
        var voices = GoldenVoices.Load("twovoices");
        var ml = new MLContext(1);
        IDataView train = GoldenVoices.View(ml, voices.Train), test = GoldenVoices.View(ml, voices.Test);
        var model = ml.Transforms.ReplaceMissingValues("Features", replacementMode: MissingValueReplacingEstimator.ReplacementMode.Mean)
            .Append(ml.Transforms.NormalizeMeanVariance("Features", fixZero: false)).Append(ml.Transforms.NormalizeMeanVariance("Cdf", "Features", useCdf: true))
            .Append(ml.Transforms.CopyColumns("Copy", "Weight")).Append(ml.Transforms.Concatenate("All", "Features", "Copy"))
            .Append(Trainer(ml, name)).Append(ml.Transforms.DropColumns("Copy")).Fit(train);

        var loaded = RoundTrip(ml, model, train.Schema, out DataViewSchema schema);

        Assert.Equal(train.Schema.Select(column => column.ToString()), schema.Select(column => column.ToString()));
        Assert.Equal(model.Transform(test).Schema.Select(column => (column.Name, column.Type.ToString())), loaded.Transform(test).Schema.Select(column => (column.Name, column.Type.ToString())));
        ScoredRow[] expected = ScoredRow.ReadAll(ml, model.Transform(test)), actual = ScoredRow.ReadAll(ml, loaded.Transform(test));
        Assert.Equal(expected.Select(row => (row.Score, row.Probability, row.PredictedLabel)), actual.Select(row => (row.Score, row.Probability, row.PredictedLabel)));
        var engine = ml.Model.CreatePredictionEngine<VoiceRow, ScoredRow>(loaded);
        Assert.Equal(expected[0].Score, engine.Predict(voices.Test[0]).Score);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void A_model_of_several_classes_keeps_their_names(bool oneVersusAll)
    {
        var ml = new MLContext(1);
        IDataView data = ml.Data.LoadFromEnumerable(MulticlassRow.Some(90, seed: 1));
        IEstimator<ITransformer> trainer = oneVersusAll
            ? ml.MulticlassClassification.Trainers.OneVersusAll(ml.BinaryClassification.Trainers.FastForest(numberOfTrees: 5))
            : ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy();
        var model = ml.Transforms.Conversion.MapValueToKey("Label").Append(trainer).Append(ml.Transforms.Conversion.MapKeyToValue("Name", "PredictedLabel")).Fit(data);

        var loaded = RoundTrip(ml, model, data.Schema, out _);

        Assert.Equal(model.Transform(data).GetColumn<string>("Name"), loaded.Transform(data).GetColumn<string>("Name"));
        Assert.Equal(model.Transform(data).GetColumn<float[]>("Score"), loaded.Transform(data).GetColumn<float[]>("Score"));
        Assert.True(loaded.Transform(data).Schema["Score"].HasSlotNames());
    }

    [Fact]
    public void A_threshold_is_kept()
    {
        var voices = GoldenVoices.Load("twovoices");
        var ml = new MLContext(1);
        IDataView data = GoldenVoices.View(ml, voices.Train);
        var model = ml.BinaryClassification.ChangeModelThreshold(ml.BinaryClassification.Trainers.LbfgsLogisticRegression().Fit(data), 0.3f);

        var loaded = RoundTrip(ml, model, data.Schema, out _);

        Assert.Equal(model.Transform(data).GetColumn<bool>("PredictedLabel"), loaded.Transform(data).GetColumn<bool>("PredictedLabel"));
    }

    [Fact]
    public void A_custom_mapping_is_found_again_by_its_contract()
    {
        var ml = new MLContext(1);
        IDataView data = ml.Data.LoadFromEnumerable(new[] { new Number { Value = 3 } });
        var model = ml.Transforms.CustomMapping<Number, Doubled>(new DoublingFactory().GetMapping(), "doubling").Fit(data);
        ml.ComponentCatalog.RegisterAssembly(typeof(SaveAndLoadTests).Assembly);

        Assert.Equal(6, RoundTrip(ml, model, data.Schema, out _).Transform(data).GetColumn<float>("Twice").Single());
    }

    [Fact]
    public void A_custom_mapping_without_contract_is_refused()
    {
        var ml = new MLContext(1);
        IDataView data = ml.Data.LoadFromEnumerable(new[] { new Number { Value = 3 } });
        var model = ml.Transforms.CustomMapping<Number, Doubled>((from, to) => to.Twice = 2 * from.Value, null).Fit(data);

        var error = Assert.ThrowsAny<Exception>(() => ml.Model.Save(model, data.Schema, new MemoryStream()));

        Assert.Contains("Empty contract name for a transform", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_whole_or_not_there()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Root, "model.bin");
        var ml = new MLContext(1);
        IDataView data = ml.Data.LoadFromEnumerable(new[] { new Number { Value = 3 } });

        ml.Model.Save(ml.Transforms.CopyColumns("Copy", "Value").Fit(data), data.Schema, path);
        var loaded = ml.Model.Load(path, out DataViewSchema schema);

        Assert.Equal("Value", schema.Single().Name);
        Assert.Equal(3, loaded.Transform(data).GetColumn<float>("Copy").Single());
        Assert.Single(Directory.GetFiles(folder.Root));
    }

    private static ITransformer RoundTrip(MLContext ml, ITransformer model, DataViewSchema schema, out DataViewSchema loadedSchema)
    {
        using var stream = new MemoryStream();
        ml.Model.Save(model, schema, stream);
        stream.Position = 0;
        return ml.Model.Load(stream, out loadedSchema);
    }

    private static IEstimator<ITransformer> Trainer(MLContext ml, string name)
    {
        var trainers = ml.BinaryClassification.Trainers;
        var calibrators = ml.BinaryClassification.Calibrators;
        return name switch
        {
            "lr" => trainers.LbfgsLogisticRegression(featureColumnName: "All"),
            "sdca" => trainers.SdcaNonCalibrated(featureColumnName: "All"),
            "perceptron" => trainers.AveragedPerceptron(featureColumnName: "All"),
            "forest" => trainers.FastForest(featureColumnName: "All", numberOfTrees: 7),
            "forest+platt" => trainers.FastForest(featureColumnName: "All", numberOfTrees: 7).Append(calibrators.Platt()),
            "forest+naive" => trainers.FastForest(featureColumnName: "All", numberOfTrees: 7).Append(calibrators.Naive()),
            "forest+isotonic" => trainers.FastForest(featureColumnName: "All", numberOfTrees: 7).Append(calibrators.Isotonic()),
            _ => trainers.FastTree(featureColumnName: "All", numberOfTrees: 7),
        };
    }

    private sealed class Number
    {
        public float Value { get; set; }
    }

    private sealed class Doubled
    {
        public float Twice { get; set; }
    }

    [CustomMappingFactoryAttribute("doubling")]
    private sealed class DoublingFactory : CustomMappingFactory<Number, Doubled>
    {
        public override Action<Number, Doubled> GetMapping() => (from, to) => to.Twice = 2 * from.Value;
    }
}
