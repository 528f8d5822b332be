namespace Microsoft.ML.Data;

/// <summary>Mean and variance of the finite values seen, minimum and maximum of these and the infinite ones, in one pass (Welford's update, so large means lose no digits).</summary>
internal struct SlotStatistics
{
    private double _squaredDeviations;

    public SlotStatistics()
    {
    }

    public long Count { get; private set; }

    public double Mean { get; private set; }

    public double Minimum { get; private set; } = double.PositiveInfinity;

    public double Maximum { get; private set; } = double.NegativeInfinity;

    /// <summary>Of the population; 0 before the first value.</summary>
    public readonly double Variance => Count == 0 ? 0 : _squaredDeviations / Count;

    public void Add(double value)
    {
        if (double.IsNaN(value)) return;
        Minimum = Math.Min(Minimum, value);
        Maximum = Math.Max(Maximum, value);
        if (double.IsInfinity(value)) return;
        Count++;
        double before = value - Mean;
        Mean += before / Count;
        _squaredDeviations += before * (value - Mean);
    }
}
