using MlNetAudio.Cli.Commands;
using MlNetAudio.Cli.Configuration;
using MlNetAudio.Pipelines.Deep;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Cli.Configuration;

public sealed class RunConfigurationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Options_go_before_the_config_and_settings_before_both()
    {
        File.WriteAllText(_folder.At("c.yaml"), "dataset: d\nseed: 7\nmodels: {cnn: {training: {epochs: 3, batch_size: 4, patience: 2}}, lr: {}}\nfolds: {count: 4, validation_fraction: 0.3}");

        var options = RunConfiguration.Of(new CompareOptions { Config = _folder.At("c.yaml"), Seed = 8, Epochs = 5, BatchSize = 6, Folds = "3", Settings = [new("cnn.training.epochs", "9")] }, null);

        var training = ((DeepModelOptions)options.ModelOptions["cnn"]).Training;
        Assert.Equal((9, 6, 2), (training.Epochs, training.BatchSize, training.Patience));
        Assert.Equal((8, "d", 3, 0.3), (options.Seed, options.Dataset, options.Folds!.Count, options.Folds.ValidationFraction));
        Assert.Equal(["cnn", "lr"], options.Models);
    }

    [Theory]
    [InlineData("training.epoch", "3", "--set training.epoch=3: No model here (lr, cnn) has it: There is no setting 'training.epoch'; did you mean training.epochs?")]
    [InlineData("cnn.training.epoch", "3", "--set cnn.training.epoch=3: There is no setting 'training.epoch'; did you mean training.epochs?")]
    [InlineData("lstm.training.epochs", "3", "--set lstm.training.epochs=3: 'lstm.training.epochs' sets lstm, which is not trained here; the models are lr, cnn.")]
    [InlineData("training.epochs", "many", "--set training.epochs=many: training.epochs must be a whole number, got 'many'.")]
    public void A_setting_that_is_refused_is_named(string key, string value, string message)
    {
        var error = Assert.Throws<ArgumentException>(() => RunConfiguration.Of(new CompareOptions { Dataset = "d", Settings = [new(key, value)] }, ["lr", "cnn"]));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_without_a_model_is_of_every_model_that_has_it()
    {
        var options = RunConfiguration.Of(new CompareOptions { Dataset = "d", Settings = [new("learning_rate", "0.5")] }, ["lr", "cnn", "lstm"]);

        Assert.Equal(0.5f, ((DeepModelOptions)options.ModelOptions["cnn"]).Training.LearningRate);
        Assert.Equal(0.5f, ((DeepModelOptions)options.ModelOptions["lstm"]).Training.LearningRate);
    }
}
