using System.Runtime.CompilerServices;

namespace MlNetAudio.Datasets;

/// <summary>How much goes to each part, as fractions of the recordings of every class; they must sum to 1.</summary>
public sealed record SplitOptions
{
    public double TrainFraction { get; init => field = Fraction(value); } = 0.6;

    /// <summary>0 leaves the validation part empty, which switches early stopping off.</summary>
    public double ValidationFraction { get; init => field = Fraction(value); } = 0.2;

    public double TestFraction { get; init => field = Fraction(value); } = 0.2;

    /// <summary>The same seed gives the same split of the same recordings, on every machine.</summary>
    public required int Seed { get; init; }

    private static double Fraction(double value, [CallerMemberName] string? name = null) =>
        value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(null, FormattableString.Invariant($"{name} must be between 0 and 1, got {value}."));
}
