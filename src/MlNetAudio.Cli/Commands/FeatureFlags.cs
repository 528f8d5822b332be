using System.Globalization;
using System.Reflection;
using System.Text;
using MlNetAudio.Dsp.Features;

namespace MlNetAudio.Cli.Commands;

/// <summary>Every option of every feature as a flag: FftLength is --fft-length and, as librosa calls it, --n-fft. What a flag may be, the option's own type and rules say.</summary>
internal static class FeatureFlags
{
    /// <summary>librosa's and torchaudio's names.</summary>
    private static readonly Dictionary<string, string> Aliases = new()
    {
        [nameof(SpectralOptions.FftLength)] = "--n-fft",
        [nameof(SpectralOptions.WindowLength)] = "--win-length",
        [nameof(SpectralOptions.Centered)] = "--center",
        ["MelBands"] = "--n-mels",
        ["MinimumFrequencyHz"] = "--fmin",
        ["MaximumFrequencyHz"] = "--fmax",
        ["MelNormalization"] = "--mel-norm",
        ["TopDecibels"] = "--top-db",
        ["Coefficients"] = "--n-mfcc",
    };

    /// <param name="Flag">--fft-length.</param>
    /// <param name="Alias">--n-fft, or null.</param>
    /// <param name="Property">FftLength.</param>
    /// <param name="Features">The features that have it.</param>
    public sealed record Item(string Flag, string? Alias, string Property, string Placeholder, IReadOnlyList<string> Features);

    public static IReadOnlyList<Item> All { get; } =
    [
        .. FeatureCatalog.All
            .SelectMany(feature => feature.OptionsTypes.SelectMany(Settable).Select(path => (feature.Name, Property: path[^1])))
            .GroupBy(pair => pair.Property.Name)
            .Select(group => new Item(Kebab(group.Key), Aliases.GetValueOrDefault(group.Key), group.Key, Placeholder(group.Select(pair => Bare(pair.Property.PropertyType))), [.. group.Select(pair => pair.Name).Distinct()]))
            .OrderBy(item => item.Flag, StringComparer.Ordinal),
    ];

    /// <summary>Sets an option of fresh options from the text of its flag.</summary>
    /// <exception cref="ArgumentException">The feature has no such option, or the text does not fit it; the message names the flag.</exception>
    public static void Set(IFeatureOptions options, string feature, Item item, string text)
    {
        var path = Settable(options.GetType()).FirstOrDefault(path => path[^1].Name == item.Property)
            ?? throw new ArgumentException(item.Features.Contains(feature)
                ? $"{item.Flag} is an option of {feature} with another preset only."
                : $"{item.Flag} is no option of {feature}; it is one of {string.Join(", ", item.Features)}.");
        object? value = Parsed(item.Flag, path[^1].PropertyType, text), holder = options;
        foreach (var step in path[..^1]) holder = step.GetValue(holder);
        try
        {
            path[^1].SetValue(holder, value);
        }
        catch (TargetInvocationException e) when (e.InnerException is ArgumentException refused)
        {
            throw new ArgumentException($"{item.Flag}: {refused.Message}", refused);
        }
    }

    /// <summary>What may be written; options of one name are of several types where features differ.</summary>
    private static string Placeholder(IEnumerable<Type> types) =>
        string.Join('|', types.Distinct().SelectMany(type => type.IsEnum ? Enum.GetNames(type).Select(Lower) : type == typeof(bool) ? ["true", "false"] : ["N"]).Distinct());

    private static object? Parsed(string flag, Type type, string text)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return text is "none" or "null" ? null : Parsed(flag, inner, text);
        if (type == typeof(int)) return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int whole) ? whole : throw Refused("a whole number");
        if (type == typeof(double)) return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : throw Refused("a number");
        if (type == typeof(bool)) return bool.TryParse(text, out bool flagged) ? flagged : throw Refused("true or false");
        string? name = Enum.GetNames(type).FirstOrDefault(name => Lower(name).Equals(text, StringComparison.OrdinalIgnoreCase) || name.Equals(text, StringComparison.OrdinalIgnoreCase));
        return name is null ? throw Refused($"one of {string.Join(", ", Enum.GetNames(type).Select(Lower))}") : Enum.Parse(type, name);

        ArgumentException Refused(string wanted) => new($"{flag} must be {wanted}{(text.Length == 0 ? "" : $", got '{text}'")}.");
    }

    /// <summary>Where numbers, switches and choices lie in options and in the options inside them; the sample rate is left out: that is the recording's.</summary>
    private static IEnumerable<PropertyInfo[]> Settable(Type type)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite && property.Name != nameof(SpectralOptions.SampleRateHz)))
        {
            var bare = Bare(property.PropertyType);
            if (bare.IsEnum || bare == typeof(int) || bare == typeof(double) || bare == typeof(bool)) yield return [property];
            else if (bare.Namespace == type.Namespace && bare is { IsClass: true, IsAbstract: false })
                foreach (var inner in Settable(bare)) yield return [property, .. inner];
        }
    }

    private static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static string Lower(string name) => Kebab(name)[2..];

    private static string Kebab(string name)
    {
        var kebab = new StringBuilder("-");
        foreach (char letter in name)
        {
            if (char.IsUpper(letter)) kebab.Append('-');
            kebab.Append(char.ToLowerInvariant(letter));
        }
        return kebab.ToString();
    }
}
