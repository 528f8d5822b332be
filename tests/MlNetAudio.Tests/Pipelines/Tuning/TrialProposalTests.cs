using System.Globalization;
using MlNetAudio.Pipelines.Tuning;

namespace MlNetAudio.Tests.Pipelines.Tuning;

public class TrialProposalTests
{
    private static readonly SearchSpace Space = new([new NumberDimension("rate", 1e-5, 1, IsLogarithmic: true, IsWhole: false), new NumberDimension("units", 1, 100, false, true), new ChoiceDimension("kind", ["a", "b", "c"])]);

    [Fact]
    public void The_estimator_finds_the_valley_that_chance_does_not()
    {
        double[] tpe = [.. Enumerable.Range(0, 10).Select(seed => Search(SearchMethod.Tpe, seed).Min(trial => trial.LogLoss!.Value))];
        double[] random = [.. Enumerable.Range(0, 10).Select(seed => Search(SearchMethod.Random, seed).Min(trial => trial.LogLoss!.Value))];

        Assert.True(tpe.Average() < 0.5 * random.Average(), $"TPE {tpe.Average():g3}, random {random.Average():g3}");
    }

    [Theory]
    [InlineData(SearchMethod.Tpe)]
    [InlineData(SearchMethod.Random)]
    public void A_search_that_is_taken_up_again_goes_the_same_way(SearchMethod method)
    {
        var whole = Search(method, seed: 5);

        for (int known = 0; known < whole.Count; known++) Assert.Equal(whole[known].Settings, TrialProposal.Next(Space, method, [.. whole.Take(known)], seed: 5));
    }

    [Fact]
    public void What_failed_is_avoided()
    {
        List<Trial> trials = [];
        for (int i = 0; i < 60; i++)
        {
            var settings = TrialProposal.Next(Space, SearchMethod.Tpe, trials, seed: 2);
            bool fails = settings["kind"] != "b";
            trials.Add(new() { Number = i + 1, Ending = fails ? TrialEnding.Failed : TrialEnding.Complete, Settings = settings, LogLoss = fails ? null : 1 });
        }

        Assert.True(trials.Skip(30).Count(trial => trial.Ending == TrialEnding.Failed) < 10);
    }

    /// <summary>A valley at a rate of 1e-3 with 30 units of kind b.</summary>
    private static List<Trial> Search(SearchMethod method, int seed)
    {
        List<Trial> trials = [];
        for (int i = 0; i < 60; i++)
        {
            var settings = TrialProposal.Next(Space, method, trials, seed);
            double rate = Math.Log10(double.Parse(settings["rate"], CultureInfo.InvariantCulture)) + 3, units = (int.Parse(settings["units"], CultureInfo.InvariantCulture) - 30) / 50.0;
            trials.Add(new() { Number = i + 1, Ending = TrialEnding.Complete, Settings = settings, LogLoss = rate * rate + units * units + (settings["kind"] == "b" ? 0 : 1) });
        }
        return trials;
    }
}
