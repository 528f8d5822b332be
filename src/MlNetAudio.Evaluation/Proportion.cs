using MathNet.Numerics.Distributions;

namespace MlNetAudio.Evaluation;

/// <summary>Intervals of a share of counted cases, such as accuracy.</summary>
public static class Proportion
{
    /// <summary>Wilson's score interval: the p with |p̂ − p| ≤ z √(p (1 − p) / n); honest for few trials and at 0 and 1.</summary>
    /// <remarks>Wilson 1927. Without continuity correction, as statsmodels' method "wilson".</remarks>
    /// <exception cref="ArgumentException">There is no trial, more successes than trials, or the level is not inside 0..1.</exception>
    public static Interval WilsonInterval(int successes, int trials, double level = 0.95)
    {
        if (trials <= 0) throw new ArgumentException($"A proportion needs at least one trial, got {trials}.");
        if (successes < 0 || successes > trials) throw new ArgumentException($"Successes lie between 0 and the {trials} trials, got {successes}.");
        double z = Normal.InvCDF(0, 1, (1 + Labelled.Level(level)) / 2), share = (double)successes / trials;
        double shrink = 1 + z * z / trials;
        double centre = (share + z * z / (2 * trials)) / shrink;
        double half = z / shrink * Math.Sqrt((share * (1 - share) + z * z / (4.0 * trials)) / trials);
        // The ends are exactly 0 and 1 there; rounding would miss them by a last digit.
        return new(successes == 0 ? 0 : centre - half, successes == trials ? 1 : centre + half, level);
    }
}
