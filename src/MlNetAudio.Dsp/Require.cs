using System.Runtime.CompilerServices;

namespace MlNetAudio.Dsp;

/// <summary>Checks at the public door, with messages that start with the option's name and end with its value.</summary>
internal static class Require
{
    public static int Positive(int value, [CallerMemberName] string? name = null) =>
        value > 0 ? value : throw new ArgumentOutOfRangeException(null, $"{name} must be positive, got {value}.");

    public static double NotNegative(double value, [CallerMemberName] string? name = null) =>
        value >= 0 ? value : throw new ArgumentOutOfRangeException(null, FormattableString.Invariant($"{name} must not be negative, got {value}."));

    public static double Positive(double value, [CallerMemberName] string? name = null) =>
        value > 0 ? value : throw new ArgumentOutOfRangeException(null, FormattableString.Invariant($"{name} must be positive, got {value}."));

    /// <summary>Of magnitudes: beyond the limit, powers of ordinary signals leave the range of single precision.</summary>
    public static double Exponent(double value, double maximum = 4, [CallerMemberName] string? name = null) =>
        value > 0 && value <= maximum ? value : throw new ArgumentOutOfRangeException(null, FormattableString.Invariant($"{name} must be above 0 and at most {maximum}, got {value}."));

    public static double Between(double value, double minimum, double maximum, [CallerMemberName] string? name = null) =>
        value >= minimum && value <= maximum ? value : throw new ArgumentOutOfRangeException(null, FormattableString.Invariant($"{name} must be between {minimum} and {maximum}, got {value}."));

    public static double Finite(double value, [CallerMemberName] string? name = null) =>
        double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(null, FormattableString.Invariant($"{name} must be a finite number, got {value}."));
}
