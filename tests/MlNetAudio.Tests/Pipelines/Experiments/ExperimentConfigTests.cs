using System.Text.Json.Nodes;
using MlNetAudio.Datasets;
using MlNetAudio.Pipelines.Deep;
using MlNetAudio.Pipelines.Experiments;

namespace MlNetAudio.Tests.Pipelines.Experiments;

public class ExperimentConfigTests
{
    [Fact]
    public void What_is_written_reads_back_as_the_same_experiment()
    {
        var options = new ExperimentOptions
        {
            Dataset = "d",
            Models = ["all"],
            Seed = -3,
            Epochs = 2,
            BatchSize = 5,
            Group = "_(.*)_",
            Positive = "yes",
            SampleRateHz = 8000,
            ClipSeconds = 1.25,
            Backend = "torchsharp",
            Device = "cuda:1",
            OutputFolder = "o",
            Folds = new() { Column = "speaker", ValidationFraction = 0.25 },
        };

        var config = ExperimentConfig.Write(options);
        var copy = ExperimentConfig.Read((JsonObject)JsonNode.Parse(config.ToJsonString())!);

        Assert.Equal(config.ToJsonString(), ExperimentConfig.Write(copy).ToJsonString());
        Assert.Equal(KnownModels.Names, copy.Models.Take(KnownModels.Names.Count));
        Assert.Equal((null, null, null), (copy.OutputFolder, copy.Epochs, copy.BatchSize));
        Assert.Equal(5, ((DeepModelOptions)copy.ModelOptions["lstm"]).Training.BatchSize);
        Assert.Equal(options.Folds, copy.Folds);
        Assert.Equal(("torchsharp", "cuda:1"), (copy.Backend, copy.Device));
    }

    [Theory]
    [InlineData("5", 5, null)]
    [InlineData("\"5\"", 5, null)]
    [InlineData("\"speaker\"", null, "speaker")]
    [InlineData("{\"count\":5,\"column\":\"f\"}", 5, "f")]
    public void Folds_are_a_number_a_column_or_a_section(string json, int? count, string? column)
    {
        var folds = ExperimentConfig.Read(new JsonObject { ["folds"] = JsonNode.Parse(json) }, "d").Folds!;

        Assert.Equal(new FoldOptions { Count = count, Column = column }, folds);
    }

    [Fact]
    public void Models_are_a_list_or_words_with_commas_too()
    {
        Assert.Equal(["lr", "cnn"], ExperimentConfig.Read(new JsonObject { ["models"] = "lr, cnn" }, "d").Models);
        Assert.Equal(["lr", "cnn"], ExperimentConfig.Read(new JsonObject { ["models"] = new JsonArray("lr", "cnn") }, "d").Models);
    }

    [Fact]
    public void An_ensembles_section_holds_its_members_whose_settings_can_be_set()
    {
        var options = new ExperimentOptions { Dataset = "d", Models = ["ensemble:cnn+lr"], Epochs = 4 }.WithSetting("cnn.training.patience", "3");

        var config = ExperimentConfig.Write(options);
        var copy = ExperimentConfig.Read(config, "d");

        Assert.Equal(["ensemble:cnn+lr"], copy.Models);
        var training = ((DeepModelOptions)copy.ModelOptions["cnn"]).Training;
        Assert.Equal((4, 3), (training.Epochs, training.Patience));
        Assert.Equal(config.ToJsonString(), ExperimentConfig.Write(copy).ToJsonString());
        Assert.StartsWith("models.ensemble:cnn+lr knows no 'rf';", Assert.Throws<MlNetAudio.Pipelines.Settings.SettingException>(
            () => ExperimentConfig.Read(new JsonObject { ["models"] = new JsonObject { ["ensemble:cnn+lr"] = new JsonObject { ["rf"] = null } } }, "d")).Message, StringComparison.Ordinal);
    }
}
