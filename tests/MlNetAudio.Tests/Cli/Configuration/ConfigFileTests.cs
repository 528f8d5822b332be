using MlNetAudio.Cli.Configuration;
using MlNetAudio.Pipelines.Deep;
using MlNetAudio.Pipelines.Experiments;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Cli.Configuration;

public sealed class ConfigFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Json_and_yaml_of_one_shape_are_one_config()
    {
        string json = Write("c.json", """
            {
              // by hand
              "dataset": "recordings", "seed": 7, "positive": "yes", "group": null,
              "models": { "cnn": { "training": { "epochs": 3, "learning_rate": 3e-4 }, "network": { "channels": [8, 16], "uses_batch_norm": true } } },
            }
            """);
        string yaml = Write("c.yaml", """
            # by hand
            dataset: recordings
            seed: 7
            positive: yes
            group: ~
            models:
              cnn:
                training: {epochs: 3, learning_rate: 3e-4}
                network:
                  channels: [8, 16]
                  uses_batch_norm: true
            """);

        var first = Read(json);
        var second = Read(yaml);

        Assert.Equal("yes", first.Positive);
        Assert.Equal((7, "recordings"), (first.Seed, first.Dataset));
        Assert.Equal((3, 3e-4f), (((DeepModelOptions)first.ModelOptions["cnn"]).Training.Epochs, ((DeepModelOptions)first.ModelOptions["cnn"]).Training.LearningRate));
        Assert.Equal(ExperimentConfig.Text(ExperimentConfig.Write(first)), ExperimentConfig.Text(ExperimentConfig.Write(second)));
    }

    [Theory]
    [InlineData("c.json", "{\n\"dataset\": \"d\",\n\"models\": {\"cnn\":\n {\"training\": {\"epoch\": 3}}}}", "c.json line 4: models.cnn.training knows no 'epoch'; did you mean epochs?")]
    [InlineData("c.yaml", "dataset: d\nmodels:\n  cnn:\n    training:\n      epoch: 3\n", "c.yaml line 5: models.cnn.training knows no 'epoch'; did you mean epochs?")]
    [InlineData("c.yaml", "dataset: d\nsede: 3\n", "c.yaml line 2: The config knows no 'sede'; did you mean seed?")]
    [InlineData("c.yaml", "dataset: d\nseed: [3\n", "c.yaml line 3: this is no YAML: ")]
    [InlineData("c.yaml", "dataset: d\nseed: many\n", "c.yaml line 2: seed must be a whole number, got 'many'.")]
    [InlineData("c.yaml", "dataset: d\nseed: 3\nseed: 4\n", "c.yaml line 3: 'seed' stands there twice.")]
    [InlineData("c.yaml", "dataset: &d d\nlabel: *d\n", "c.yaml line 1: anchors and aliases are not read; write the value out.")]
    [InlineData("c.yaml", "dataset: !!str d\n", "c.yaml line 1: tags are not read; write the value without one.")]
    [InlineData("c.yaml", "dataset: d\n---\nseed: 1\n", "c.yaml line 2: a second document begins here; a config is one.")]
    [InlineData("c.yaml", "- d\n", "c.yaml: the config must be a mapping, such as 'dataset: recordings'.")]
    [InlineData("c.yaml", "", "c.yaml: the config must be a mapping, such as 'dataset: recordings'.")]
    [InlineData("c.json", "{\"seed\": 1}", "c.json: The config names no dataset; add one to it, or name it on the command line.")]
    [InlineData("c.json", "{\"dataset\": \"d\",\n\"seed\": 1 2}", "c.json line 2: this is no JSON: ")]
    [InlineData("c.json", "{\"seed\": 1,\n\"seed\": 2}", "c.json line 2: 'seed' stands there twice.")]
    [InlineData("c.json", "[1]", "c.json: the config must be an object, such as {\"dataset\": \"recordings\"}.")]
    [InlineData("c.json", "{\"dataset\": \"d\", \"models\": {\"cn\": {}}}", "c.json line 1: models.cn: The zoo knows no 'cn'; did you mean cnn?")]
    [InlineData("c.json", "{\"dataset\": \"d\", \"models\": {\"cnn\": 3}}", "c.json line 1: models.cnn must be an object with settings, got 3.")]
    [InlineData("c.json", "{\"dataset\": \"d\", \"models\": [\"lr\", \"cn\"]}", "c.json line 1: models: The zoo knows no 'cn'; did you mean cnn?")]
    [InlineData("c.json", "{\"dataset\": \"d\", \"folds\": 1}", "c.json line 1: folds: Count must be at least 2, got 1.")]
    [InlineData("c.json", "{\"dataset\": \"d\", \"folds\": {\"cuont\": 5}}", "c.json line 1: folds knows no 'cuont'; did you mean count?")]
    [InlineData("c.toml", "seed = 1", "c.toml: a config file is a .json, .yaml or .yml; rename it to what it holds.")]
    public void A_fault_is_named_with_file_and_line(string name, string text, string message)
    {
        string path = Write(name, text);

        var error = Assert.Throws<InvalidDataException>(() => Read(path));

        Assert.StartsWith(message, error.Message[(error.Message.LastIndexOf(name, StringComparison.Ordinal))..], StringComparison.Ordinal);
    }

    [Fact]
    public void Sections_that_never_end_are_refused()
    {
        string yaml = Write("c.yaml", string.Concat(Enumerable.Repeat("[", 10_000))), json = Write("c.json", string.Concat(Enumerable.Repeat("{\"a\":", 10_000)));

        Assert.Throws<InvalidDataException>(() => Read(yaml));
        Assert.Throws<InvalidDataException>(() => Read(json));
    }

    private static ExperimentOptions Read(string path) => ConfigFile.Read(path).Read(config => ExperimentConfig.Read(config));

    private string Write(string name, string text)
    {
        File.WriteAllText(_folder.At(name), text);
        return _folder.At(name);
    }
}
