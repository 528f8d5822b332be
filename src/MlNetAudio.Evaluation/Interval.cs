namespace MlNetAudio.Evaluation;

/// <summary>A two-sided confidence interval.</summary>
/// <param name="Level">Coverage aimed at, in 0..1: 0.95 for a 95 % interval.</param>
public sealed record Interval(double Lower, double Upper, double Level)
{
    /// <summary>Whether the value lies inside, ends included.</summary>
    public bool Contains(double value) => value >= Lower && value <= Upper;
}
