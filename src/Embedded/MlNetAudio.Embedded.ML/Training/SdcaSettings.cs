namespace Microsoft.ML.Training;

/// <summary>How dual coordinate ascent is held back and when it ends.</summary>
/// <param name="L2">λ in λ/2·(|w|² + bias²) beside the mean loss; null for 1/rows, within 1e-4 to 1e-2.</param>
/// <param name="L1">λ₁ in λ₁·|w|₁ beside the mean loss.</param>
/// <param name="Tolerance">Ends when the duality gap is no more than this part of the primal objective.</param>
/// <param name="MaximumIterations">Passes over the rows at most; null for 200.</param>
/// <param name="CheckFrequency">Passes between looks at the gap; null for 1, 0 or less for never.</param>
/// <param name="PositiveWeight">What a positive row counts.</param>
/// <param name="Seed">Of the order of the rows, when they are shuffled.</param>
internal sealed record SdcaSettings(double? L2, double L1, double Tolerance, int? MaximumIterations, bool Shuffle, int? CheckFrequency, double PositiveWeight, int Seed)
{
    public int Passes => MaximumIterations ?? 200;

    public double L2For(int rows) => L2 ?? Math.Clamp(1.0 / rows, 1e-4, 1e-2);

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
        for (int pass = 0; pass < Passes; pass++)
        {
            if (Shuffle) random.Shuffle(order);
            yield return order;
        }
    }
}
