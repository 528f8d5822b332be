using System.Text.Json.Nodes;
using MlNetAudio.Pipelines.Settings;

namespace MlNetAudio.Tests.Pipelines.Settings;

public class OptionsSettingsTests
{
    private static readonly Whole Defaults = new();

    [Fact]
    public void Every_value_of_the_records_inside_has_a_key_and_those_of_the_base_record_come_first()
    {
        var settings = OptionsSettings.Of(Defaults);

        Assert.Equal(["name", "training.epochs", "training.learning_rate", "training.clip_norm", "training.optimizer", "network.layers", "network.channels", "network.is_deep"], settings.Select(setting => setting.Key));
        Assert.Equal(["none", "30", "0.001", "none", "adam_w", "2", "16,32", "false"], settings.Select(setting => setting.Text));
        Assert.Equal("adam|adam_w", settings[4].Placeholder);
    }

    [Theory]
    [InlineData("training.epochs", "5")]
    [InlineData("epochs", "5")]
    [InlineData("Training.Epochs", "5")]
    public void A_value_is_set_by_its_whole_key_or_its_end(string key, string text)
    {
        var changed = OptionsSettings.With(Defaults, key, text);

        Assert.Equal(5, changed.Training.Epochs);
        Assert.Equal(30, Defaults.Training.Epochs);
        Assert.Equal(Defaults.Training.LearningRate, changed.Training.LearningRate);
    }

    [Fact]
    public void Values_of_every_type_are_read()
    {
        var changed = Defaults;
        foreach (var (key, text) in new[] { ("lr", "3e-4"), ("clip_norm", "1.5"), ("optimizer", "Adam-W"), ("channels", "8,16,24"), ("is_deep", "true"), ("name", "mine") }) changed = OptionsSettings.With(changed, key, text);

        Assert.Equal(3e-4f, changed.Training.LearningRate);
        Assert.Equal(1.5, changed.Training.ClipNorm);
        Assert.Equal(Kind.AdamW, changed.Training.Optimizer);
        Assert.Equal([8, 16, 24], ((Deep)changed.Network).Channels);
        Assert.True(((Deep)changed.Network).IsDeep);
        Assert.Equal("mine", changed.Name);
        Assert.Null(OptionsSettings.With(changed, "training.clip_norm", "none").Training.ClipNorm);
    }

    [Fact]
    public void An_unknown_key_names_the_nearest()
    {
        var error = Assert.Throws<SettingException>(() => OptionsSettings.With(Defaults, "training.epoch", "5"));

        Assert.StartsWith("There is no setting 'training.epoch'; did you mean training.epochs?", error.Message, StringComparison.Ordinal);
        Assert.Contains("did you mean training.learning_rate?", Assert.Throws<SettingException>(() => OptionsSettings.With(Defaults, "learnin_rate", "5")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("epochs", "0", "training.epochs: Epochs must be positive, got 0.")]
    [InlineData("epochs", "many", "training.epochs must be a whole number, got 'many'.")]
    [InlineData("optimizer", "lion", "training.optimizer must be one of adam, adam_w, got 'lion'.")]
    [InlineData("is_deep", "", "network.is_deep must be true or false.")]
    public void A_refused_value_is_named_with_its_key(string key, string text, string message)
    {
        Assert.StartsWith(message, Assert.Throws<SettingException>(() => OptionsSettings.With(Defaults, key, text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_section_read_back_gives_the_same_options()
    {
        var options = OptionsSettings.With(OptionsSettings.With(Defaults, "channels", "1,2,3"), "lr", "0.1");

        var copy = OptionsSettings.With(Defaults, (JsonObject)JsonNode.Parse(OptionsSettings.ToJson(options).ToJsonString())!);

        Assert.Equal(OptionsSettings.Of(options).Select(setting => setting.Text), OptionsSettings.Of(copy).Select(setting => setting.Text));
        Assert.Equal([1, 2, 3], ((Deep)copy.Network).Channels);
    }

    [Theory]
    [InlineData("""{"training":{"epoch":3}}""", "models.cnn.training knows no 'epoch'; did you mean epochs?")]
    [InlineData("""{"training":3}""", "models.cnn.training must be an object with settings, got 3.")]
    [InlineData("""{"training":{"epochs":{"a":1}}}""", "models.cnn.training.epochs must be a value, got {\"a\":1}.")]
    [InlineData("""{"training":{"epochs":-1}}""", "models.cnn.training.epochs: Epochs must be positive, got -1.")]
    public void A_fault_in_a_section_is_named_with_its_place(string json, string message)
    {
        var error = Assert.Throws<SettingException>(() => OptionsSettings.With(Defaults, (JsonObject)JsonNode.Parse(json)!, "models.cnn"));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    public enum Kind { Adam, AdamW }

    public abstract record Named
    {
        public string? Name { get; init; }
    }

    public sealed record Whole : Named
    {
        public Training Training { get; init; } = new();

        public Net Network { get; init; } = new Deep();
    }

    public sealed record Training
    {
        public int Epochs { get; init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(null, $"Epochs must be positive, got {value}."); } = 30;

        public float LearningRate { get; init; } = 1e-3f;

        public double? ClipNorm { get; init; }

        public Kind Optimizer { get; init; } = Kind.AdamW;
    }

    public abstract record Net
    {
        public int Layers { get; init; } = 2;
    }

    public sealed record Deep : Net
    {
        public IReadOnlyList<int> Channels { get; init; } = [16, 32];

        public bool IsDeep { get; init; }
    }
}
