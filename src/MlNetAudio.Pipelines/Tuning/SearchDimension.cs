using System.Globalization;
using MlNetAudio.Pipelines.Settings;

namespace MlNetAudio.Pipelines.Tuning;

/// <summary>One setting of a model and the values that a search may give it.</summary>
/// <param name="Key">The whole key: "training.learning_rate".</param>
public abstract record SearchDimension(string Key)
{
    private const string Logarithmic = "log:";

    /// <summary>As it is written on a command line: "log:0.0001..0.01", "16..128", "adam,sgd".</summary>
    public abstract string Range { get; }

    /// <summary>A dimension of a setting from its text.</summary>
    /// <param name="range">
    /// "LOW..HIGH" (of whole numbers, ends included, where the setting is one), "log:LOW..HIGH" for equal chances of equal ratios, or values with commas between them, for a setting that is a list
    /// with '/': "16,32/32,64".
    /// </param>
    /// <exception cref="SettingException">The text is no range of such a setting.</exception>
    public static SearchDimension Parse(Setting setting, string range)
    {
        range = range.Trim();
        bool isList = SettingText.Element(setting.Type) is not null;
        if (!isList && range.IndexOf("..", StringComparison.Ordinal) is > 0 and var at) return Numbers(setting, range, at);
        string[] values = range.Split(isList ? '/' : ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (values.Length == 0) throw new SettingException(setting.Key, $"{setting.Key} has no values to search; write LOW..HIGH, log:LOW..HIGH or values with '{(isList ? '/' : ',')}' between them.");
        return Choices(setting, values);
    }

    /// <summary>A dimension of the values, which need to be such as the setting can have.</summary>
    /// <exception cref="SettingException">One of them is none.</exception>
    public static SearchDimension Choices(Setting setting, IReadOnlyList<string> values)
    {
        // As the setting would write them, so that one value is one text.
        string[] texts = [.. values.Select(value => SettingText.Of(SettingText.Parse(setting.Key, setting.Type, value))).Distinct()];
        return new ChoiceDimension(setting.Key, texts);
    }

    internal abstract string Sample(Random random);

    /// <summary>The most promising of some values that were like the good ones: that whose chance among the good is largest beside that among the bad.</summary>
    internal abstract string Propose(IReadOnlyList<string> good, IReadOnlyList<string> bad, Random random, int candidates);

    private static NumberDimension Numbers(Setting setting, string range, int at)
    {
        bool logarithmic = range.StartsWith(Logarithmic, StringComparison.OrdinalIgnoreCase);
        var type = SettingText.Bare(setting.Type);
        bool whole = type == typeof(int) || type == typeof(long);
        if (!whole && type != typeof(float) && type != typeof(double)) throw new SettingException(setting.Key, $"{setting.Key} is no number, so '{range}' is no range of it; write its values with commas.");
        string low = logarithmic ? range[Logarithmic.Length..at] : range[..at], high = range[(at + 2)..];
        var dimension = new NumberDimension(setting.Key, Number(low), Number(high), logarithmic, whole);
        if (!(dimension.Low < dimension.High)) throw new SettingException(setting.Key, $"{setting.Key}: '{range}' is empty; write the lower end first.");
        if (logarithmic && dimension.Low <= 0) throw new SettingException(setting.Key, $"{setting.Key}: a logarithmic range begins above 0, got '{range}'.");
        return dimension;

        double Number(string text) => Convert.ToDouble(SettingText.Parse(setting.Key, type, text), CultureInfo.InvariantCulture);
    }
}
