namespace MlNetAudio.Pipelines.Tuning;

/// <summary>Some values, in no order.</summary>
/// <param name="Values">As the setting writes them, each once.</param>
public sealed record ChoiceDimension(string Key, IReadOnlyList<string> Values) : SearchDimension(Key)
{
    public override string Range => string.Join(Values.Any(value => value.Contains(',', StringComparison.Ordinal)) ? '/' : ',', Values);

    internal override string Sample(Random random) => Values[random.Next(Values.Count)];

    internal override string Propose(IReadOnlyList<string> good, IReadOnlyList<string> bad, Random random, int candidates)
    {
        double[] likeGood = Shares(good), likeBad = Shares(bad);
        int best = 0;
        double highest = double.NegativeInfinity;
        for (int i = 0; i < candidates; i++)
        {
            int drawn = Draw(likeGood, random);
            if (likeGood[drawn] / likeBad[drawn] > highest) (best, highest) = (drawn, likeGood[drawn] / likeBad[drawn]);
        }
        return Values[best];
    }

    /// <summary>How often each value was seen, every one once more than it was.</summary>
    private double[] Shares(IReadOnlyList<string> seen) => [.. Values.Select(value => (1.0 + seen.Count(other => other == value)) / (Values.Count + seen.Count))];

    private static int Draw(double[] shares, Random random)
    {
        double left = random.NextDouble();
        for (int i = 0; i < shares.Length - 1; i++)
            if ((left -= shares[i]) < 0) return i;
        return shares.Length - 1;
    }
}
