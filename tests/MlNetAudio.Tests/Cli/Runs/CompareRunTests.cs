using System.Text.Json;
using MlNetAudio.Cli;
using MlNetAudio.Cli.Console;
using MlNetAudio.Cli.Runs;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Cli.Runs;

/// <summary>compare and score from the command line to their files and streams.</summary>
public sealed class CompareRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public void A_positive_label_of_three_is_compared_to_the_report()
    {
        int code = Run("compare", Tones.Write(_folder.At("tones"), ["low", "middle", "high"]), "--models", "lr", "--positive", "high", "--out", _folder.At("run"), "--json");

        Assert.True(code == 0, _error.ToString());
        Assert.Equal("high", JsonDocument.Parse(_output.ToString()).RootElement.GetProperty("positive").GetString());
        Assert.Contains("not high", File.ReadAllText(_folder.At("run", "report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void Score_names_the_audio_in_a_folder_that_it_does_not_read()
    {
        string tones = Tones.Write(_folder.At("tones"), ["low", "high"]);
        Assert.Equal(0, Run("compare", tones, "--models", "lr", "--out", _folder.At("run"), "--json"));
        File.WriteAllText(Path.Combine(tones, "low", "song.voc"), "Creative Voice File");
        _output.GetStringBuilder().Clear();

        Assert.Equal(0, Run("score", _folder.At("run", "models", "lr", "model.onnx"), tones, "--json"));

        var scores = JsonDocument.Parse(_output.ToString()).RootElement;
        Assert.Equal(24, scores.GetProperty("files").GetArrayLength());
        Assert.EndsWith("song.voc", scores.GetProperty("skipped")[0].GetProperty("path").GetString(), StringComparison.Ordinal);
        Assert.Contains("song.voc: .voc files are not read", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Score_says_that_a_folder_is_no_model()
    {
        Assert.Equal(2, Run("score", _folder.Root, "clip.wav"));

        Assert.Contains("This is a folder; name the model.onnx in it.", _error.ToString(), StringComparison.Ordinal);
    }

    private int Run(params string[] words) =>
        new CommandLine(new() { Compare = CompareRun.Run, Score = ScoreRun.Run }, new StandardStreams(_output, _error, Terminal: null)).Run(words, TestContext.Current.CancellationToken);
}
