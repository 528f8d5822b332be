using MlNetAudio.Evaluation;
using MlNetAudio.Reports.Markup;

namespace MlNetAudio.Reports;

/// <summary>What the numbers allow to be said, in plain words.</summary>
/// <param name="Headline">The answer in a sentence.</param>
/// <param name="Reason">What it rests on; may be empty.</param>
/// <param name="Caveats">What keeps it from being more, a sentence each.</param>
internal sealed record Verdict(string Headline, string Reason, IReadOnlyList<string> Caveats)
{
    /// <summary>With fewer test clips outside the most frequent label (with two labels: of the rarer one) no model is called better than another.</summary>
    private const int FewestClips = 10;

    private const double Significance = 0.05;

    public static Verdict Of(ReportModel report)
    {
        if (report.Models.Count == 0) return new("No model was evaluated.", "", []);
        ReportedModel[] ranked = [.. Ranking.ByAuc(report.Models)];
        var (headline, reason) = Answer(report, ranked);
        return new(headline, reason, [.. Limits(report, ranked)]);
    }

    /// <summary>Whether the test part holds too few clips to call any model better.</summary>
    public static bool HasTooFewClips(ReportModel report) => report.Models.Count > 0 && Scarce(report).Clips < FewestClips;

    private static (string Headline, string Reason) Answer(ReportModel report, ReportedModel[] ranked)
    {
        var best = ranked[0];
        string area = report.Labels.Count > 2 ? "macro-average AUC" : "AUC";
        string clips = Shown.Clips(best.Metrics.Confusion.Total);
        if (HasTooFewClips(report))
        {
            var (scarce, which) = Scarce(report);
            return ($"The test part is too small to {(ranked.Length > 1 ? "rank models" : "judge a model")}: it holds only {Shown.Clips(scarce)} {which}.",
                $"The highest {area} here is {Shown.Share(best.Metrics.Auc)} ({best.Name}{Range(best.Metrics.AucInterval)}), which may be luck; read the numbers as a check that everything runs.");
        }
        if (ranked.Length == 1)
            return ($"{best.Name} reaches {Article(area)} {area} of {Shown.Share(best.Metrics.Auc)}{Bracketed(best.Metrics.AucInterval)} on {clips} it never saw.",
                "There is no other model in this report to compare it with.");

        ReportedModel[] leaders = [.. ranked.TakeWhile(model => best.Metrics.Auc - model.Metrics.Auc < 1e-9)];
        if (leaders.Length > 1)
            return ($"{Shown.List([.. leaders.Select(model => model.Name)])} share the highest {area}, {Shown.Share(best.Metrics.Auc)}{Bracketed(best.Metrics.AucInterval)}, on {clips}.",
                "This test part cannot tell them apart.");
        return AgainstTheNext(report, best, ranked[1], area, clips);
    }

    private static (string Headline, string Reason) AgainstTheNext(ReportModel report, ReportedModel best, ReportedModel next, string area, string clips)
    {
        string lead = $"{Shown.Share(best.Metrics.Auc - next.Metrics.Auc)} above {next.Name} ({Shown.Share(next.Metrics.Auc)})";
        string value = $"{Shown.Share(best.Metrics.Auc)}{Bracketed(best.Metrics.AucInterval)}";
        string highest = $"{best.Name} has the highest {area}: {value} on {clips}, {lead}.";
        if (Between(report, best, next) is not { } test)
            return (highest, $"No paired test was made, so it is not known whether {best.Name} is really better than {next.Name}.");

        int tests = report.Comparisons.Count(comparison => comparison.First == best.Name || comparison.Second == best.Name);
        double corrected = Math.Min(1, test.PValue * tests);
        string p = Shown.PValue(test.PValue), pCorrected = Shown.PValue(corrected);
        string correction = tests == 1 ? "" : p == pCorrected ? $", also after correction for {tests} comparisons" : $", after correction for {tests} comparisons {pCorrected}";
        string evidence = $"paired DeLong test: {p}{correction}; "
            + $"{Shown.Percent(test.Interval.Level)} interval of the difference {Shown.Difference(test.Interval.Lower)} to {Shown.Difference(test.Interval.Upper)}";
        return corrected < Significance
            ? ($"{best.Name} is the best model here: {area} {value} on {clips}, {lead}.", $"A difference this large would hardly arise by chance ({evidence}).")
            : (highest, $"That difference could be chance ({evidence}): this test part does not show that {best.Name} is better than {next.Name}.");
    }

    private static IEnumerable<string> Limits(ReportModel report, ReportedModel[] ranked)
    {
        string[] guessing = [.. ranked.Where(model => model.Metrics.AucInterval?.Contains(0.5) ?? false).Select(model => model.Name)];
        if (guessing.Length > 0)
            yield return $"Not shown to be better than guessing: {Shown.List(guessing)} (the interval of the AUC includes 0.5).";

        var best = ranked[0].Metrics;
        if (best.Accuracy <= best.MajorityShare)
            yield return $"{ranked[0].Name}'s accuracy of {Shown.Share(best.Accuracy)} does not beat always giving the most frequent label ({Shown.Share(best.MajorityShare)}).";

        if (report.Split.FirstOrDefault(row => row.Part == "test") is { } test && test.Groups < test.Clips)
            yield return $"The {Shown.Clips(test.Clips)} of the test part come from {Shown.Count(test.Groups)} group{(test.Groups == 1 ? "" : "s")}. Intervals and tests take clips as independent; "
                + "clips of one group are alike, so the true uncertainty is larger.";

        if (ranked.Length > 1)
            yield return "The best model was picked by these same test clips, which flatters it a little; expect slightly less on new recordings.";
    }

    /// <summary>The comparison with the better model first, whichever way round it was made.</summary>
    private static PairedTest? Between(ReportModel report, ReportedModel better, ReportedModel other)
    {
        foreach (var (first, second, test) in report.Comparisons)
        {
            if (first == better.Name && second == other.Name) return test;
            if (first == other.Name && second == better.Name)
                return test with
                {
                    Difference = -test.Difference,
                    Z = -test.Z,
                    Interval = new(-test.Interval.Upper, -test.Interval.Lower, test.Interval.Level),
                };
        }
        return null;
    }

    private static (int Clips, string Which) Scarce(ReportModel report)
    {
        var confusion = report.Models[0].Metrics.Confusion;
        int frequent = Enumerable.Range(0, confusion.Classes).MaxBy(confusion.Actual);
        int others = confusion.Total - confusion.Actual(frequent);
        return (others, report.Labels.Count == 2 ? $"of “{report.Labels[1 - frequent]}”" : $"that are not “{report.Labels[frequent]}”");
    }

    private static string Bracketed(Interval? interval) => interval is null ? "" : $" ({Bounds(interval)})";

    private static string Range(Interval? interval) => interval is null ? "" : $", {Bounds(interval)}";

    private static string Bounds(Interval interval) => $"{Shown.Percent(interval.Level)} interval {Shown.Share(interval.Lower)} to {Shown.Share(interval.Upper)}";

    private static string Article(string noun) => noun[0] is 'A' ? "an" : "a";
}
