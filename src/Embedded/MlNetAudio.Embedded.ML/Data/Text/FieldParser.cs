using System.Globalization;
using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>Texts to values.</summary>
internal static class FieldParser
{
    public delegate bool TryParse<T>(string text, out T value);

    private static readonly string[] Missing = ["NaN", "?", "NA", "N/A", "null"];

    /// <summary>A parser of the raw type of a column. Empty is the default value, but NaN for reals where that is wished; reals take anything unknown as NaN.</summary>
    public static TryParse<T> For<T>(char decimalMarker = '.', bool missingRealsAreNaN = false)
    {
        object parser = typeof(T) switch
        {
            Type type when type == typeof(ReadOnlyMemory<char>) => (TryParse<ReadOnlyMemory<char>>)Text,
            Type type when type == typeof(bool) => (TryParse<bool>)Boolean,
            Type type when type == typeof(float) => Real<float>(decimalMarker, missingRealsAreNaN),
            Type type when type == typeof(double) => Real<double>(decimalMarker, missingRealsAreNaN),
            Type type when type == typeof(sbyte) => (TryParse<sbyte>)Integer,
            Type type when type == typeof(byte) => (TryParse<byte>)Integer,
            Type type when type == typeof(short) => (TryParse<short>)Integer,
            Type type when type == typeof(ushort) => (TryParse<ushort>)Integer,
            Type type when type == typeof(int) => (TryParse<int>)Integer,
            Type type when type == typeof(uint) => (TryParse<uint>)Integer,
            Type type when type == typeof(long) => (TryParse<long>)Integer,
            Type type when type == typeof(ulong) => (TryParse<ulong>)Integer,
            Type type when type == typeof(DateTime) => (TryParse<DateTime>)Time,
            _ => throw new NotSupportedException($"Text cannot be read as {typeof(T)}."),
        };
        return (TryParse<T>)parser;
    }

    private static bool Text(string text, out ReadOnlyMemory<char> value)
    {
        value = text.AsMemory();
        return true;
    }

    private static bool Boolean(string text, out bool value)
    {
        string word = text.Trim();
        value = word is "1" or "+1" or "+" || Is("true") || Is("yes") || Is("t") || Is("y");
        return value || word is "" or "0" or "-1" or "-" || Is("false") || Is("no") || Is("f") || Is("n");

        bool Is(string other) => word.Equals(other, StringComparison.OrdinalIgnoreCase);
    }

    private static TryParse<T> Real<T>(char decimalMarker, bool missingIsNaN) where T : IBinaryFloatingPointIeee754<T> => (string text, out T value) =>
    {
        string word = text.Trim();
        if (word.Length == 0) value = missingIsNaN ? T.NaN : T.Zero;
        else if (Missing.Contains(word, StringComparer.OrdinalIgnoreCase)) value = T.NaN;
        else if (!T.TryParse(decimalMarker == '.' ? word : word.Replace(decimalMarker, '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out value)) value = T.NaN;
        return true;
    };

    private static bool Integer<T>(string text, out T value) where T : IBinaryInteger<T>
    {
        string word = text.Trim();
        value = T.Zero;
        return word.Length == 0 || T.TryParse(word, NumberStyles.Integer, CultureInfo.InvariantCulture, out value);
    }

    private static bool Time(string text, out DateTime value)
    {
        value = default;
        return string.IsNullOrWhiteSpace(text) || DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out value);
    }
}
