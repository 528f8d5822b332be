using System.Globalization;

namespace MlNetAudio.Reports.Markup;

/// <summary>Numbers as the page writes them: rounded, but never rounded up to perfect or down to nothing.</summary>
internal static class Shown
{
    /// <summary>A value in 0..1 with three decimals; &gt;0.999 and &lt;0.001 where rounding would say 1 or 0.</summary>
    public static string Share(double value) => value switch
    {
        > 0.9995 and < 1 => ">0.999",
        > 0 and < 0.0005 => "<0.001",
        _ => value.ToString("0.000", CultureInfo.InvariantCulture),
    };

    /// <summary>A signed difference: +0.012, −0.012, 0.000.</summary>
    public static string Difference(double value) => value.ToString("+0.000;−0.000;0.000", CultureInfo.InvariantCulture);

    /// <summary>p = 0.012, or p &lt; 0.001.</summary>
    public static string PValue(double value) => value < 0.001 ? "p < 0.001" : string.Create(CultureInfo.InvariantCulture, $"p = {value:0.000}");

    public static string Loss(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>12,345.</summary>
    public static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>Seconds below two minutes, minutes above.</summary>
    public static string Duration(double seconds) => seconds switch
    {
        < 10 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s"),
        < 120 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0.0} min"),
    };

    /// <summary>93%, of a value in 0..1.</summary>
    public static string Percent(double share) => share is > 0.995 and < 1 ? ">99%" : string.Create(CultureInfo.InvariantCulture, $"{100 * share:0}%");

    /// <summary>1 clip, 2 clips.</summary>
    public static string Clips(int count) => count == 1 ? "1 clip" : $"{Count(count)} clips";

    /// <summary>"a", "a and b", "a, b and c".</summary>
    public static string List(IReadOnlyList<string> names) => names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";
}
