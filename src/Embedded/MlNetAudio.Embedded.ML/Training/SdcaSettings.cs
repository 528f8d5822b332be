namespace Microsoft.ML.Training;

/// <summary>How dual coordinate ascent is held back and when it ends.</summary>
/// <param name="L2">λ in λ/2·(|w|² + bias²) beside the mean loss; null for one so small that the expected passes over the rows are just enough for it.</param>
/// <param name="L1">λ₁/λ: by how much weights are brought nearer to 0, which is λ₁·|w|₁ beside the mean loss; null for 0, or more where there are hundreds of features.</param>
/// <param name="Tolerance">Ends when the duality gap is no more than this part of the primal objective.</param>
/// <param name="MaximumIterations">Passes over the rows at most; null for as many as look at 1.5 million rows, but 3 at least.</param>
/// <param name="CheckFrequency">Passes between looks at the gap; null for 1, 0 or less for never.</param>
/// <param name="PositiveWeight">What a positive row counts.</param>
/// <param name="Seed">Of the order of the rows, when they are shuffled.</param>
internal sealed record SdcaSettings(double? L2, double? L1, double Tolerance, int? MaximumIterations, bool Shuffle, int? CheckFrequency, double PositiveWeight, int Seed)
{
    /// <summary>Below the second, the gap closes before the weights have settled.</summary>
    private const double LeastL2 = 1e-6, LeastChosenL2 = 1e-3;

    public int PassesFor(int rows) => MaximumIterations ?? Math.Max(1, 500_000 / rows) * 3;

    public double L2For(int rows) => L2 is { } l2 ? Math.Max(LeastL2, l2) : Math.Max(LeastChosenL2, 20.0 / ((double)Math.Max(2, PassesFor(rows) / 2) * rows));

    public double ThresholdFor(int features) => L1 ?? features switch { < 100 => 0, < 1_000 => 0.25, < 10_000 => 0.5, _ => 1 };

    public bool ChecksAfter(int pass)
    {
        int frequency = CheckFrequency ?? 1;
        return frequency > 0 && (pass + 1) % frequency == 0;
    }

    /// <summary>The rows in the order of each pass.</summary>
    public IEnumerable<int[]> Orders(int rows)
    {
        var random = new Random(Seed);
        int[] order = [.. Enumerable.Range(0, rows)];
        for (int pass = 0; pass < PassesFor(rows); pass++)
        {
            if (Shuffle) random.Shuffle(order);
            yield return order;
        }
    }
}
