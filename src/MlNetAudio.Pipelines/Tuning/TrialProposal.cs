namespace MlNetAudio.Pipelines.Tuning;

/// <summary>The settings of the next trial; they depend on space, seed and earlier trials alone, so a search that was killed goes on as if it had not been.</summary>
internal static class TrialProposal
{
    /// <summary>So many trials are random, for the estimator needs something to go by.</summary>
    public const int RandomTrials = 10;

    /// <summary>Values drawn for a setting, of which the most promising is taken.</summary>
    private const int Candidates = 24;

    private const int MostGood = 25;

    /// <param name="earlier">In order; the next one has the number after the last.</param>
    public static IReadOnlyDictionary<string, string> Next(SearchSpace space, SearchMethod method, IReadOnlyList<Trial> earlier, int seed)
    {
        var random = new Random(unchecked(seed * 1_000_003 + earlier.Count));
        if (method == SearchMethod.Random || earlier.Count < RandomTrials) return space.Dimensions.ToDictionary(dimension => dimension.Key, dimension => dimension.Sample(random));

        Trial[] ranked = [.. Ranked(earlier)];
        int good = Math.Min(MostGood, (int)Math.Ceiling(0.25 * Math.Sqrt(ranked.Length)));
        return space.Dimensions.ToDictionary(dimension => dimension.Key, dimension => dimension.Propose(Values(ranked[..good], dimension), Values(ranked[good..], dimension), random, Candidates));
    }

    /// <summary>Lowest log loss first, those that failed last; of equals the earlier.</summary>
    public static IEnumerable<Trial> Ranked(IEnumerable<Trial> trials) => trials.OrderBy(trial => trial.LogLoss ?? double.PositiveInfinity).ThenBy(trial => trial.Number);

    private static string[] Values(IEnumerable<Trial> trials, SearchDimension dimension) => [.. trials.Select(trial => trial.Settings[dimension.Key])];
}
