using System.Text.Json;
using System.Text.RegularExpressions;
using MlNetAudio.Evaluation;
using MlNetAudio.Reports;
using MlNetAudio.Tests.Support;

namespace MlNetAudio.Tests.Reports;

public partial class HtmlReportTests
{
    private const string Hostile = "</script><img src=x onerror=\"alert('1')\">&amp; 🎧.wav";

    [Fact]
    public void The_page_loads_nothing_from_anywhere()
    {
        string page = HtmlReport.Render(Full());

        Assert.DoesNotMatch("(src|href|action|poster|data)\\s*=\\s*[\"']?\\s*(https?:|//|ftp:|file:)", page);
        Assert.DoesNotMatch("@import|url\\(\\s*[\"']?(https?:|//)", page);
        Assert.DoesNotMatch("<(link|iframe|object|embed|img)\\b(?! rel=\"icon\" href=\"data:,\")", page);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Folds_are_shown_with_means_and_the_area_of_each()
    {
        var report = SomeReport.Of(40, 2);
        var folds = new ReportedFolds(MeanEstimate.Of([0.9, 0.8, 0.85]), MeanEstimate.Of([0.7, 0.8, 0.75]), MeanEstimate.Of([0.5]), MeanEstimate.Of([0.4, 0.4, 0.4]), [0.9, 0.8, 0.85]);

        string page = HtmlReport.Render(report with { Models = [report.Models[0] with { Folds = folds }] });

        Assert.Contains("<h2>Models over 3 folds</h2>", page, StringComparison.Ordinal);
        Assert.Contains("0.850 <span class=\"range-text\">0.726–0.974</span>", page, StringComparison.Ordinal);
        Assert.Contains("<h2>Models on all folds together</h2>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("folds", HtmlReport.Render(report), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_from_the_data_stay_text_wherever_they_stand()
    {
        var report = Full();
        string[] labels = [Hostile, "yes"];
        report = report with
        {
            Title = Hostile,
            Dataset = Hostile,
            Labels = labels,
            PositiveLabel = Hostile,
            SplitRule = Hostile,
            Reproduce = Hostile,
            Notes = [Hostile],
            Split = [new(Hostile, 1, 1, [1, 0])],
            Skipped = [new(Hostile, Hostile)],
            Environment = [new(Hostile, Hostile)],
            Models = [report.Models[0] with { Name = Hostile, Kind = Hostile, Parameters = Hostile, Artifact = Hostile, Verification = Hostile, Misclassified = [new(Hostile, Hostile, Hostile, 0.5, [1], Hostile)] }],
            Comparisons = [new(Hostile, Hostile, report.Comparisons[0].Test)],
        };

        string page = HtmlReport.Render(report);

        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.Equal(3, Regex.Count(page, "</script>"));
        Assert.DoesNotContain("href=\"</", page, StringComparison.Ordinal);
        Assert.Equal(Hostile, Data(page).GetProperty("roc")[0].GetProperty("name").GetString());
    }

    [Fact]
    public void A_link_with_a_scheme_in_it_stays_a_relative_path()
    {
        var report = SomeReport.Of(20, 1);

        string page = HtmlReport.Render(report with { Models = [report.Models[0] with { Artifact = "javascript:alert(1)" }] });

        Assert.Contains("href=\"javascript%3Aalert%281%29\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_data_in_the_page_parse_and_hold_the_curves()
    {
        var report = Full();

        var data = Data(HtmlReport.Render(report));

        Assert.Equal(2, data.GetProperty("roc").GetArrayLength());
        var curve = data.GetProperty("roc")[0];
        Assert.Equal(curve.GetProperty("x").GetArrayLength(), curve.GetProperty("y").GetArrayLength());
        var training = data.GetProperty("training")[0];
        Assert.Equal(3, training.GetProperty("epoch").GetArrayLength());
        Assert.Equal(2, training.GetProperty("best").GetInt32());
        Assert.Equal(JsonValueKind.Null, training.GetProperty("training")[2].ValueKind);   // a loss of NaN is a gap
    }

    [Fact]
    public void The_same_report_always_gives_the_same_page()
    {
        Assert.Equal(HtmlReport.Render(Full()), HtmlReport.Render(Full()));
    }

    [Fact]
    public void The_page_around_the_scripts_is_the_one_on_file()
    {
        string skeleton = Embedded().Replace(HtmlReport.Render(Full()), "$1…$2");
        string file = RepositoryFiles.At("tests", "golden", "reports", "skeleton.html");
        string expected = File.Exists(file) ? File.ReadAllText(file) : "";

        if (skeleton == expected) return;

        string received = Path.Combine(AppContext.BaseDirectory, "skeleton.received.html");
        File.WriteAllText(received, skeleton);
        int line = skeleton.Split('\n').Zip(expected.Split('\n')).TakeWhile(pair => pair.First == pair.Second).Count() + 1;
        Assert.Fail($"The page differs from {file} at line {line}. If that is intended, copy {received} over it.");
    }

    [Fact]
    public void A_clip_that_several_models_got_wrong_has_one_player_and_all_their_names()
    {
        string page = HtmlReport.Render(Full());

        Assert.Equal(1, Regex.Count(page, "<audio "));
        Assert.Contains("src=\"data:audio/wav;base64,UklGRg==\"", page, StringComparison.Ordinal);
        Assert.Matches("<article>.*clip 1.wav.*m0 said.*m1 said.*</article>", page);
    }

    [Fact]
    public void Ten_labels_have_their_matrix_their_table_and_the_averaged_curve()
    {
        string[] labels = [.. Enumerable.Range(0, 10).Select(k => $"word{k}")];

        string page = HtmlReport.Render(SomeReport.Of(labels, 200, 2, 1));

        Assert.Equal(2, Regex.Count(page, "<table class=\"confusion\">"));
        Assert.Equal(2 * 10 * 10, Regex.Count(page, "<td class=\"(right|wrong|zero)\""));
        Assert.Contains("Every label by itself: m0", page, StringComparison.Ordinal);
        Assert.Contains("Each line is the macro average", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_curve_is_thinned_and_still_runs_from_corner_to_corner()
    {
        var curve = Data(HtmlReport.Render(SomeReport.Of(6000, 0.3))).GetProperty("roc")[0].GetProperty("x");

        Assert.InRange(curve.GetArrayLength(), 100, 500);
        Assert.Equal((0, 1), (curve[0].GetDouble(), curve[curve.GetArrayLength() - 1].GetDouble()));
    }

    [Fact]
    public void A_report_without_models_still_shows_the_data()
    {
        string page = HtmlReport.Render(SomeReport.Of(20));

        Assert.Contains("No model was evaluated.", page, StringComparison.Ordinal);
        Assert.Contains("<h2>Data</h2>", page, StringComparison.Ordinal);
    }

    public static TheoryData<ReportModel, string> Refused => new()
    {
        { SomeReport.Of(20, 1) with { Labels = ["a", "b", "c"], Split = [] }, "Model 'm0' was evaluated on 2 classes; the report has 3 labels." },
        { SomeReport.Of(20, 1) with { Split = [new("test", 1, 1, [1])] }, "Split part 'test' counts 1 labels; the report has 2." },
        { Twice(), "2 models are named 'm0'; names tell them apart in the report." },
        { SomeReport.Of(20, 1) with { Labels = ["a"] }, "A report needs at least 2 labels, got 1." },
    };

    [Theory, MemberData(nameof(Refused))]
    public void What_does_not_fit_together_is_refused_by_name(ReportModel report, string message)
    {
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => HtmlReport.Render(report)).Message);
    }

    private static ReportModel Twice()
    {
        var report = SomeReport.Of(20, 1);
        return report with { Models = [report.Models[0], report.Models[0]] };
    }

    /// <summary>Two models with everything a report can hold.</summary>
    private static ReportModel Full()
    {
        var report = SomeReport.Of(24, 2, 0.5);
        MisclassifiedClip mistake = new("yes/clip 1.wav", "yes", "no", 0.83, Wav: null, Text: "Yes, please.");
        return report with
        {
            Models =
            [
                report.Models[0] with
                {
                    ParameterCount = 1234567,
                    Parameters = "Conv16; Adam 1e-3",
                    Verification = "max |dp| 3e-7 over 20 clips",
                    History = [new(1, 0.7, 0.71, false), new(2, 0.5, 0.6, true), new(3, double.NaN, 0.65, false)],
                    Misclassified = [mistake],
                },
                report.Models[1] with { Misclassified = [mistake with { Probability = 0.998, Wav = "RIFF"u8.ToArray() }, mistake with { Path = "no/clip 2.wav", Actual = "no", Predicted = "yes", Text = null }] },
            ],
            Skipped = [new("yes/broken.wav", "holds no samples")],
            Notes = ["A note."],
            Environment = [new("SIMD", "AVX2")],
            Reproduce = "mlaudio compare some-data --seed 1",
        };
    }

    private static JsonElement Data(string page) => JsonDocument.Parse(DataScript().Match(page).Groups[1].Value).RootElement;

    [GeneratedRegex("<script type=\"application/json\" id=\"data\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex DataScript();

    [GeneratedRegex("(<style>|<script>).*?(</style>|</script>)", RegexOptions.Singleline)]
    private static partial Regex Embedded();
}
