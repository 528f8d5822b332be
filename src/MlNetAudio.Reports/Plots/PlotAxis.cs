namespace MlNetAudio.Reports.Plots;

/// <summary>The range and the marks of an axis; round steps 1, 2 or 5 times a power of ten.</summary>
/// <param name="CountsOnly">Only whole numbers are marked.</param>
internal sealed record PlotAxis(string Title, double From, double To, bool CountsOnly = false)
{
    public IEnumerable<double> Marks(int about)
    {
        double raw = (To - From) / about, power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double step = power * ((raw / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 });
        if (CountsOnly) step = Math.Max(1, step);
        for (double k = Math.Ceiling(From / step - 1e-9); k * step <= To + step * 1e-9; k++) yield return k * step + 0.0;   // −0 + 0 = 0: no mark reads "-0"
    }

    /// <summary>0 at From, 1 at To.</summary>
    public double Place(double value) => (value - From) / (To - From);
}
