using System.Text.Json;
using MlNetAudio.Cli;
using MlNetAudio.Cli.Runs;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Cli.Runs;

public sealed class TuneRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CliRunner _cli = new(new CommandHandlers { Train = TrainRun.Run, Tune = TuneRun.Run });

    public void Dispose()
    {
        _folder.Dispose();
        _cli.Dispose();
    }

    [Fact]
    public void The_trials_are_shown_best_first_and_train_takes_the_best()
    {
        string dataset = Tones.Write(_folder.At("tones"), ["low", "high"]);
        File.WriteAllText(_folder.At("space.yaml"), "trees: [5, 10]\nrf.leaves: 2..8\n");

        var (code, error) = _cli.Run("tune", dataset, "--model", "rf", "--trials", "3", "--space", _folder.At("space.yaml"), "--space", "minimum_examples_per_leaf=1,2", "--set", "folds=3", "--out", _folder.At("tune"));

        Assert.True(code == 0, error);
        string[] lines = _cli.Output.Split(Environment.NewLine);
        Assert.Matches(@"^trial +log loss +AUC +accuracy +epochs +seconds +trees +leaves +minimum_examples_per_leaf$", lines[0]);
        Assert.Equal(lines[1..4].OrderBy(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture)), lines[1..4]);
        Assert.Contains($"best: {_folder.At("tune", "best-config.json")}", _cli.Output, StringComparison.Ordinal);

        (code, error) = _cli.Run("tune", "--resume", _folder.At("tune"), "--trials", "4", "--json");
        Assert.True(code == 0, error);
        Assert.Equal(4, JsonDocument.Parse(_cli.Output).RootElement.GetProperty("trials").GetArrayLength());

        (code, error) = _cli.Run("train", "--config", _folder.At("tune", "best-config.json"), "--out", _folder.At("run"), "--json");
        Assert.True(code == 0, error);
        Assert.Equal("rf", JsonDocument.Parse(_cli.Output).RootElement.GetProperty("models")[0].GetProperty("name").GetString());
    }

    [Fact]
    public void What_would_be_searched_is_listed_without_what_is_set()
    {
        var (code, error) = _cli.Run("tune", "--model", "cnn", "--list-space", "--set", "n_mels=32", "--batch", "4", "--space", "cnn.optimizer=adam,sgd");

        Assert.True(code == 0, error);
        Assert.Matches(@"training\.optimizer +adam,sgd", _cli.Output);
        Assert.DoesNotContain("mel_bands", _cli.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("batch_size", _cli.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--model|cnn|--space|epoch=1..3", "--space epoch=1..3: There is no setting 'epoch'; did you mean training.epochs?")]
    [InlineData("--model|cnn|--space|nowhere.yaml", "nowhere.yaml: there is no such config file.")]
    [InlineData("--model|cnn|--method|tpa", "--method knows no 'tpa'; did you mean tpe?")]
    [InlineData("--resume|r|--seed|3", "--resume goes on with a search as it was asked for; leave out --seed")]
    [InlineData("--resume|r|--model|lr", "--resume goes on with a search as it was asked for; leave out --model")]
    public void A_fault_is_told_in_one_line(string words, string message)
    {
        string[] dataset = words.StartsWith("--resume", StringComparison.Ordinal) ? [] : ["d"];

        var (code, error) = _cli.Run(["tune", .. dataset, .. words.Split('|')]);

        Assert.Equal(2, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_in_a_space_file_is_named_with_its_line()
    {
        File.WriteAllText(_folder.At("space.yaml"), "trees: [5, 10]\nleafs: 2..8\n");

        var (code, error) = _cli.Run("tune", "d", "--model", "rf", "--space", _folder.At("space.yaml"));

        Assert.Equal(2, code);
        Assert.Contains("space.yaml line 2: There is no setting 'leafs'; did you mean leaves?", error, StringComparison.Ordinal);
    }
}
