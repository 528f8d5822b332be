namespace MlNetAudio.Reports.Plots;

/// <summary>The range and the marks of an axis; round steps 1, 2 or 5 times a power of ten.</summary>
internal sealed record PlotAxis(string Title, double From, double To)
{
    public IEnumerable<double> Marks(int about)
    {
        double raw = (To - From) / about, power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double step = power * ((raw / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 });
        for (double k = Math.Ceiling(From / step - 1e-9); k * step <= To + step * 1e-9; k++) yield return k * step;
    }

    /// <summary>0 at From, 1 at To.</summary>
    public double Place(double value) => (value - From) / (To - From);
}
