using System.Globalization;
using System.Text.RegularExpressions;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Samples;

/// <summary>The console samples, run as their READMEs say.</summary>
public sealed partial class ConsoleSampleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Scoring_in_a_pipeline_finds_the_urgent_calls_by_their_sound()
    {
        string model = SampleModels.HighOrLow(_folder);
        List<string> lines = ["path,minutes,repeated,urgent"];
        for (int i = 0; i < 60; i++)
        {
            bool urgent = i % 2 == 0;
            SampleModels.WriteTone(_folder.At("calls", $"{i}.wav"), urgent ? 1_500 + 10 * i : 200 + 5 * i, seconds: 0.2);
            lines.Add(FormattableString.Invariant($"calls/{i}.wav,{1 + i % 7},{i % 3},{(urgent ? "true" : "false")}"));
        }
        File.WriteAllLines(_folder.At("calls.csv"), lines);

        var (code, output, error) = await BuiltProgram.Run(Built("MlNetAudio.Samples.ScoreInPipeline"), model, _folder.At("calls.csv"));

        Assert.Equal((0, ""), (code, error));
        Assert.Equal(1, Number(Auc().Match(output)));
        Assert.Contains("Confusion table", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scoring_in_a_pipeline_names_a_broken_recording()
    {
        string model = SampleModels.HighOrLow(_folder);
        _folder.With("calls/0.wav", "not audio").With("calls.csv", "path,minutes,repeated,urgent\ncalls/0.wav,1,0,true\n");

        var (code, _, error) = await BuiltProgram.Run(Built("MlNetAudio.Samples.ScoreInPipeline"), model, _folder.At("calls.csv"));

        Assert.Equal(1, code);
        Assert.Contains("0.wav", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_head_tells_other_labels_apart()
    {
        string model = SampleModels.HighOrLow(_folder);   // trained for two labels
        for (int i = 0; i < 45; i++)
            SampleModels.WriteTone(_folder.At("mine", i % 3 == 0 ? "hum" : i % 3 == 1 ? "whistle" : "hiss", $"{i}.wav"), hertz: (i % 3 == 0 ? 150 : i % 3 == 1 ? 1_500 : 4_000) + 5 * i, seconds: 0.2);

        var (code, output, error) = await BuiltProgram.Run(Built("MlNetAudio.Samples.RetrainHead"), model, _folder.At("mine"));

        Assert.Equal((0, ""), (code, error));
        Assert.InRange(Number(Accuracy().Match(output)), 0.8, 1);   // a third by chance; which rows are tested differs between the stacks
        Assert.Contains("Confusion table", output, StringComparison.Ordinal);
    }

    [Theory, InlineData("MlNetAudio.Samples.ScoreInPipeline"), InlineData("MlNetAudio.Samples.RetrainHead")]
    public async Task Without_arguments_a_sample_says_what_it_wants(string sample)
    {
        var (code, output, error) = await BuiltProgram.Run(Built(sample));

        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("usage: MODEL.onnx", error, StringComparison.Ordinal);
    }

    private static string Built(string sample) => Path.Combine(AppContext.BaseDirectory, $"{sample}.dll");

    private static double Number(Match match) => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"AUC ([0-9.]+)")]
    private static partial Regex Auc();

    [GeneratedRegex(@"accuracy ([0-9.]+)")]
    private static partial Regex Accuracy();
}
