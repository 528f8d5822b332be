using System.Text.Json;
using System.Text.RegularExpressions;
using MlNetAudio.Cli;
using MlNetAudio.Cli.Runs;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Cli.Runs;

public sealed partial class TrainRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CliRunner _cli = new(new CommandHandlers { Compare = CompareRun.Run, Train = TrainRun.Run });

    public void Dispose()
    {
        _folder.Dispose();
        _cli.Dispose();
    }

    [Fact]
    public void One_model_is_trained_with_its_settings_and_its_file_is_named()
    {
        var (code, error) = _cli.Run("train", Dataset(), "--model", "cnn", "--epochs", "1", "--set", "n_mels=32", "--set", "channels=4,4", "--out", _folder.At("run"));

        Assert.True(code == 0, error);
        Assert.Contains($"model: {_folder.At("run", "models", "cnn", "model.onnx")}", _cli.Output, StringComparison.Ordinal);
        var cnn = JsonDocument.Parse(File.ReadAllText(_folder.At("run", "config.json"))).RootElement.GetProperty("models").GetProperty("cnn");
        Assert.Equal(32, cnn.GetProperty("input").GetProperty("mel_bands").GetInt32());
        Assert.Equal(2, cnn.GetProperty("network").GetProperty("channels").GetArrayLength());
        Assert.Contains("compare --config config.json", File.ReadAllText(_folder.At("run", "report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_config_of_a_run_gives_its_numbers_again()
    {
        var (code, error) = _cli.Run("compare", Dataset(), "--models", "lr,cnn", "--seed", "3", "--epochs", "2", "--clip-seconds", "0.3", "--set", "cnn.n_mels=32", "--out", _folder.At("first"), "--json");
        Assert.True(code == 0, error);
        string first = WithoutTimes(_cli.Output);

        (code, error) = _cli.Run("compare", "--config", _folder.At("first", "config.json"), "--out", _folder.At("second"), "--json");

        Assert.True(code == 0, error);
        Assert.Equal(first, WithoutTimes(_cli.Output));
        Assert.Equal(WithoutStart(File.ReadAllText(_folder.At("first", "config.json"))), WithoutStart(File.ReadAllText(_folder.At("second", "config.json"))));
    }

    [Fact]
    public void A_config_of_several_models_needs_a_name()
    {
        File.WriteAllText(_folder.At("c.yaml"), "dataset: d\nmodels: [lr, rf]");

        var (code, error) = _cli.Run("train", "--config", _folder.At("c.yaml"));

        Assert.Equal(2, code);
        Assert.Contains("The config names 2 models (lr, rf); say which with --model.", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_that_has_changed_since_the_config_is_told()
    {
        string dataset = Dataset();
        Assert.Equal(0, _cli.Run("train", dataset, "--model", "lr", "--out", _folder.At("first")).Code);
        File.Copy(Path.Combine(dataset, "low", "clip0.wav"), Path.Combine(dataset, "low", "clip99.wav"));

        var (code, error) = _cli.Run("train", "--config", _folder.At("first", "config.json"), "--out", _folder.At("second"));

        Assert.True(code == 0, error);
        Assert.Contains("tones is not as it was when its config was written", error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_settings_of_a_model_are_listed_without_a_dataset()
    {
        var (code, error) = _cli.Run("train", "--model", "cnn", "--settings");

        Assert.True(code == 0, error);
        Assert.Matches(@"training\.epochs +N +30", _cli.Output);
        Assert.Matches(@"training\.optimizer +adam\|adam_w\|sgd\|rms_prop +adam", _cli.Output);
        Assert.Matches(@"network\.channels +N,\.\.\. +16,32,64", _cli.Output);
    }

    private string Dataset() => Tones.Write(_folder.At("tones"), ["low", "high"]);

    private static string WithoutTimes(string json) => TrainSeconds().Replace(json, "");

    private static string WithoutStart(string json) => Started().Replace(json, "");

    [GeneratedRegex("\"train_seconds\": [0-9.]+,")]
    private static partial Regex TrainSeconds();

    [GeneratedRegex("\"started_utc\": \"[^\"]*\",")]
    private static partial Regex Started();
}
