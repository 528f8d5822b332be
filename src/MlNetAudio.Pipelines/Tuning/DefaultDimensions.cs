using System.Globalization;
using MlNetAudio.Pipelines.Experiments;
using MlNetAudio.Pipelines.Settings;

namespace MlNetAudio.Pipelines.Tuning;

/// <summary>What a search varies where nothing else is said: by the name of a setting, around its value.</summary>
internal static class DefaultDimensions
{
    /// <returns>Null for a setting that stays as it is.</returns>
    public static SearchDimension? Of(Setting setting, ModelOptions options)
    {
        string[] parts = setting.Key.Split('.');
        return (parts[0], parts[^1]) switch
        {
            (_, "learning_rate") => LogAround(setting, 10),
            ("training", "weight_decay") => Parse(setting, "log:1e-6..1e-2"),
            ("training", "batch_size") => Parse(setting, "8,16,32,64"),
            ("input" or "features", _) => Input(setting, parts[^1], options),
            ("network", "dropout") => Parse(setting, "0..0.5"),
            ("network", "channels" or "hidden" or "units" or "width" or "feed_forward") => Sizes(setting),
            ("network", "layers" or "stacks") => Parse(setting, string.Create(CultureInfo.InvariantCulture, $"1..{Whole(setting) + 1}")),
            (_, "l1" or "l2") => Parse(setting, "log:1e-4..10"),
            (_, "trees") => Parse(setting, "50,100,200,500"),
            (_, "leaves") => Parse(setting, "4,8,16,32"),
            (_, "minimum_examples_per_leaf") => Parse(setting, "1..10"),
            _ => null,
        };
    }

    /// <summary>Of an input that draws a picture of a given size, nothing: its network is made for that size. Frames that are told in milliseconds stay so.</summary>
    private static SearchDimension? Input(Setting setting, string name, ModelOptions options)
    {
        if (Has("frames")) return null;
        return name switch
        {
            "mel_bands" => Parse(setting, "40,64,80,128"),
            "coefficients" => Parse(setting, "13,20,40"),
            "fft_length" or "frame_length" when !Has("window_milliseconds") => Parse(setting, setting.Value is null ? "none,512,1024,2048" : "512,1024,2048"),
            "hop_length" when !Has("hop_milliseconds") => Parse(setting, setting.Value is null ? "none,128,256,512" : "128,256,512"),
            "window_milliseconds" when setting.Value is not null => Parse(setting, "20,30,40"),
            "hop_milliseconds" when setting.Value is not null => Parse(setting, "10,15,20"),
            _ => null,
        };

        bool Has(string other) => OptionsSettings.Of(options).Any(one => one.Key == $"{setting.Key[..^name.Length]}{other}" && one.Value is not null);
    }

    private static SearchDimension LogAround(Setting setting, double factor)
    {
        double value = Convert.ToDouble(setting.Value, CultureInfo.InvariantCulture);
        return Parse(setting, string.Create(CultureInfo.InvariantCulture, $"log:{value / factor:G4}..{value * factor:G4}"));
    }

    /// <summary>Half, the same and twice as many; of a list all of them together.</summary>
    private static SearchDimension? Sizes(Setting setting)
    {
        int[] sizes = setting.Value switch
        {
            int one => [one],
            IReadOnlyList<int> several => [.. several],
            _ => [],
        };
        if (sizes.Length == 0) return null;
        return SearchDimension.Choices(setting, [.. new[] { sizes.Select(size => Math.Max(1, size / 2)), sizes, sizes.Select(size => 2 * size) }.Select(scaled => SettingText.Of(scaled.ToArray()))]);
    }

    private static int Whole(Setting setting) => Convert.ToInt32(setting.Value, CultureInfo.InvariantCulture);

    private static SearchDimension Parse(Setting setting, string range) => SearchDimension.Parse(setting, range);
}
