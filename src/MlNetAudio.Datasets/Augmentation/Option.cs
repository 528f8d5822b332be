using System.Runtime.CompilerServices;

namespace MlNetAudio.Datasets.Augmentation;

/// <summary>Checks of options, with messages that start with the option's name and end with its value.</summary>
internal static class Option
{
    public static double Fraction(double value, [CallerMemberName] string? name = null) => Between(value, 0, 1, name);

    public static double Between(double value, double minimum, double maximum, [CallerMemberName] string? name = null) =>
        value >= minimum && value <= maximum ? value : throw new ArgumentOutOfRangeException(null, FormattableString.Invariant($"{name} must be between {minimum} and {maximum}, got {value}."));

    public static int Between(int value, int minimum, int maximum, [CallerMemberName] string? name = null) =>
        value >= minimum && value <= maximum ? value : throw new ArgumentOutOfRangeException(null, $"{name} must be between {minimum} and {maximum}, got {value}.");

    /// <exception cref="ArgumentException">A range has its ends the wrong way round.</exception>
    public static void Ordered(double minimum, double maximum, string minimumName, string maximumName)
    {
        if (minimum > maximum) throw new ArgumentException(FormattableString.Invariant($"{minimumName} must not be above {maximumName}, got {minimum} and {maximum}."));
    }
}
