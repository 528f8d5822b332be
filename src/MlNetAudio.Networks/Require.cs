using System.Runtime.CompilerServices;
using MlNetAudio.Networks.Layers;

namespace MlNetAudio.Networks;

/// <summary>Checks at the public door, with messages that start with the option's name and end with its value.</summary>
internal static class Require
{
    public static int Positive(int value, [CallerMemberName] string? name = null) =>
        value > 0 ? value : throw new ArgumentOutOfRangeException(null, $"{name} must be positive, got {value}.");

    public static int NotNegative(int value, [CallerMemberName] string? name = null) =>
        value >= 0 ? value : throw new ArgumentOutOfRangeException(null, $"{name} must not be negative, got {value}.");

    public static float Positive(float value, [CallerMemberName] string? name = null) =>
        value > 0 && float.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(null, FormattableString.Invariant($"{name} must be positive and finite, got {value}."));

    public static float NotNegative(float value, [CallerMemberName] string? name = null) =>
        value >= 0 && float.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(null, FormattableString.Invariant($"{name} must be finite and not negative, got {value}."));

    public static float? Positive(float? value, [CallerMemberName] string? name = null) => value is { } number ? Positive(number, name) : null;

    public static int AtLeast(int minimum, int value, [CallerMemberName] string? name = null) =>
        value >= minimum ? value : throw new ArgumentOutOfRangeException(null, $"{name} must be at least {minimum}, got {value}.");

    public static int Between(int minimum, int maximum, int value, [CallerMemberName] string? name = null) =>
        value >= minimum && value <= maximum ? value : throw new ArgumentOutOfRangeException(null, $"{name} must be from {minimum} to {maximum}, got {value}.");

    /// <summary>A copy that compares by value; may be empty.</summary>
    public static IReadOnlyList<int> Positive(IReadOnlyList<int> values, [CallerMemberName] string? name = null)
    {
        foreach (int value in values) Positive(value, name);
        return new SpecList<int>(values);
    }

    public static T Defined<T>(T value, [CallerMemberName] string? name = null) where T : struct, Enum =>
        Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(null, $"{name} must be one of {string.Join(", ", Enum.GetNames<T>())}, got {value}.");

    /// <summary>A copy; null stays null.</summary>
    public static IReadOnlyList<float>? Weights(IReadOnlyList<float>? values, [CallerMemberName] string? name = null)
    {
        if (values is null) return null;
        if (values.Count == 0) throw new ArgumentException($"{name} must hold at least one weight; leave it null for none.");
        foreach (float value in values) NotNegative(value, name);
        return [.. values];
    }

    /// <summary>At least 0 and below 1.</summary>
    public static float Decay(float value, [CallerMemberName] string? name = null) =>
        value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(null, FormattableString.Invariant($"{name} must be at least 0 and below 1, got {value}."));

    /// <summary>From 0 to 1.</summary>
    public static float Fraction(float value, [CallerMemberName] string? name = null) =>
        value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(null, FormattableString.Invariant($"{name} must be from 0 to 1, got {value}."));
}
