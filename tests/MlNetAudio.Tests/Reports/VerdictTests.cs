using MlNetAudio.Evaluation;
using MlNetAudio.Reports;

namespace MlNetAudio.Tests.Reports;

public class VerdictTests
{
    [Fact]
    public void One_model_is_not_called_best()
    {
        var verdict = Verdict.Of(SomeReport.Of(100, 1.5));

        Assert.Matches(@"^m0 reaches an AUC of 0\.\d{3} \(95% interval 0\.\d{3} to 0\.\d{3}\) on 100 clips it never saw\.$", verdict.Headline);
        Assert.Equal("There is no other model in this report to compare it with.", verdict.Reason);
        Assert.DoesNotContain(verdict.Caveats, caveat => caveat.Contains("picked", StringComparison.Ordinal));
    }

    [Fact]
    public void A_clear_winner_is_called_best_with_the_test_that_says_so()
    {
        var verdict = Verdict.Of(SomeReport.Of(200, 3, 0.5));

        Assert.Matches(@"^m0 is the best model here: AUC .+ on 200 clips, 0\.\d{3} above m1 \(0\.\d{3}\)\.$", verdict.Headline);
        Assert.StartsWith("A difference this large would hardly arise by chance (paired DeLong test: p < 0.001; 95% interval of the difference +0.", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lead_that_could_be_chance_is_called_that()
    {
        var verdict = Verdict.Of(SomeReport.Of(40, 1.6, 1.0));

        Assert.Matches(@"^m\d has the highest AUC: .+ on 40 clips, 0\.\d{3} above m\d", verdict.Headline);
        Assert.StartsWith("That difference could be chance (paired DeLong test: p = 0.", verdict.Reason, StringComparison.Ordinal);
        Assert.Matches(@"this test part does not show that m\d is better than m\d\.$", verdict.Reason);
    }

    [Fact]
    public void Equal_areas_are_a_tie()
    {
        var report = SomeReport.Of(60, 1.5);
        var verdict = Verdict.Of(report with { Models = [report.Models[0], report.Models[0] with { Name = "twin" }] });

        Assert.StartsWith("m0 and twin share the highest AUC, 0.", verdict.Headline, StringComparison.Ordinal);
        Assert.Equal("This test part cannot tell them apart.", verdict.Reason);
    }

    [Fact]
    public void A_tiny_test_part_ranks_nobody_however_large_the_lead()
    {
        var report = SomeReport.Of(8, 9, 0);
        var verdict = Verdict.Of(report with { Comparisons = [new("m0", "m1", new PairedTest(0.5, 0.01, 50, 1e-9, new(0.48, 0.52, 0.95)))] });

        Assert.Equal("The test part is too small to rank models: it holds only 4 clips of “yes”.", verdict.Headline);
        Assert.Matches(@"^The highest AUC here is 1\.000 \(m0, 95% interval 0\.\d{3} to 1\.000\), which may be luck;", verdict.Reason);
    }

    [Fact]
    public void Ten_clips_of_every_label_are_enough_to_compare()
    {
        Assert.False(Verdict.HasTooFewClips(SomeReport.Of(20, 1)));
        Assert.True(Verdict.HasTooFewClips(SomeReport.Of(19, 1)));
    }

    [Fact]
    public void Many_labels_with_few_clips_each_can_still_be_compared()
    {
        string[] labels = [.. Enumerable.Range(0, 10).Select(k => $"word{k}")];

        Assert.False(Verdict.HasTooFewClips(SomeReport.Of(labels, 40, 1)));
        Assert.EndsWith("it holds only 9 clips that are not “word0”.", Verdict.Of(SomeReport.Of(labels, 10, 1)).Headline, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_paired_test_nothing_is_claimed()
    {
        var verdict = Verdict.Of(SomeReport.Of(100, 3, 0.5) with { Comparisons = [] });

        Assert.StartsWith("m0 has the highest AUC", verdict.Headline, StringComparison.Ordinal);
        Assert.Equal("No paired test was made, so it is not known whether m0 is really better than m1.", verdict.Reason);
    }

    [Fact]
    public void A_comparison_given_the_other_way_round_is_turned()
    {
        var report = SomeReport.Of(200, 3, 0.5);
        var test = report.Comparisons[0].Test;
        var turned = test with { Difference = -test.Difference, Z = -test.Z, Interval = new(-test.Interval.Upper, -test.Interval.Lower, 0.95) };

        var verdict = Verdict.Of(report with { Comparisons = [new("m1", "m0", turned)] });

        Assert.Equal(Verdict.Of(report).Reason, verdict.Reason);
    }

    [Fact]
    public void Significance_is_corrected_for_the_number_of_comparisons()
    {
        var report = SomeReport.Of(100, 3, 1, 0.5, 0.2);
        var borderline = new PairedTest(0.1, 0.05, 2, 0.04, new(0.001, 0.2, 0.95));

        var verdict = Verdict.Of(report with { Comparisons = [.. report.Comparisons.Select(comparison => comparison with { Test = borderline })] });

        Assert.StartsWith("That difference could be chance (paired DeLong test: p = 0.040, after correction for 3 comparisons p = 0.120;", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_may_be_guessing_is_named()
    {
        var verdict = Verdict.Of(SomeReport.Of(60, 3, 0));

        Assert.Contains("Not shown to be better than guessing: m1 (the interval of the AUC includes 0.5).", verdict.Caveats);
    }

    [Fact]
    public void Clips_that_share_groups_are_said_to_make_the_result_less_sure()
    {
        var report = SomeReport.Of(60, 2, 1);
        var verdict = Verdict.Of(report with { Split = [new("test", 60, 6, [30, 30])] });

        Assert.Contains(verdict.Caveats, caveat => caveat.StartsWith("The 60 clips of the test part come from 6 groups.", StringComparison.Ordinal));
        Assert.DoesNotContain(Verdict.Of(report).Caveats, caveat => caveat.Contains("groups", StringComparison.Ordinal));
    }

    [Fact]
    public void An_accuracy_that_a_constant_answer_reaches_is_named()
    {
        int[] actual = [.. Enumerable.Range(0, 60).Select(clip => clip < 50 ? 0 : 1)];
        float[][] probabilities = [.. actual.Select(label => label == 1 ? new[] { 0.6f, 0.4f } : [0.9f, 0.1f])];
        var report = SomeReport.Of(60, 1) with { Models = [SomeReport.Model("shy", ["no", "yes"], probabilities, actual)] };

        Assert.Contains("shy's accuracy of 0.833 does not beat always giving the most frequent label (0.833).", Verdict.Of(report).Caveats);
    }

    [Fact]
    public void More_than_two_labels_speak_of_the_macro_average()
    {
        Assert.StartsWith("m0 reaches a macro-average AUC of 0.", Verdict.Of(SomeReport.Of(["a", "b", "c"], 90, 1.5)).Headline, StringComparison.Ordinal);
    }

    [Fact]
    public void No_model_gives_no_verdict()
    {
        Assert.Equal("No model was evaluated.", Verdict.Of(SomeReport.Of(20)).Headline);
    }
}
