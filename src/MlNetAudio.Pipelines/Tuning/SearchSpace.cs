using MlNetAudio.Pipelines.Experiments;
using MlNetAudio.Pipelines.Settings;

namespace MlNetAudio.Pipelines.Tuning;

/// <summary>The settings of one model that a search may change, each with the values it may take.</summary>
/// <param name="Dimensions">Each of another key.</param>
public sealed record SearchSpace(IReadOnlyList<SearchDimension> Dimensions)
{
    public static SearchSpace Empty { get; } = new([]);

    /// <summary>What is usually worth searching, around the model's settings as they are: learning rate, weight decay, batch size, dropout, sizes of the network, and the features' own parameters.</summary>
    public static SearchSpace Default(ModelOptions options) => new([.. OptionsSettings.Of(options).Select(setting => DefaultDimensions.Of(setting, options)).OfType<SearchDimension>()]);

    /// <summary>The space with one more dimension, or with another range of one that it has.</summary>
    /// <param name="key">A whole key of the model's settings, or the end of one.</param>
    /// <param name="range">As <see cref="SearchDimension.Parse"/> reads it.</param>
    /// <exception cref="SettingException">There is no such setting (the message names the nearest), or it does not take such values.</exception>
    public SearchSpace With(ModelOptions options, string key, string range)
    {
        var setting = OptionsSettings.Find(options, key);
        return With(options, SearchDimension.Parse(setting, range));
    }

    /// <summary>The same with a list of values.</summary>
    /// <exception cref="SettingException">As the other.</exception>
    public SearchSpace With(ModelOptions options, string key, IReadOnlyList<string> values) => With(options, SearchDimension.Choices(OptionsSettings.Find(options, key), values));

    /// <summary>The space without a setting, which then stays as it is.</summary>
    /// <exception cref="SettingException">There is no such setting.</exception>
    public SearchSpace Without(ModelOptions options, string key)
    {
        string whole = OptionsSettings.Find(options, key).Key;
        return new([.. Dimensions.Where(dimension => dimension.Key != whole)]);
    }

    private SearchSpace With(ModelOptions options, SearchDimension dimension)
    {
        // Refused now, not in the trial that first draws it.
        string[] ends = dimension switch
        {
            ChoiceDimension choice => [.. choice.Values],
            NumberDimension numbers => [numbers.Text(0), numbers.Text(1)],
            _ => [],
        };
        foreach (string end in ends) OptionsSettings.With(options, dimension.Key, end);
        return new([.. Dimensions.Where(other => other.Key != dimension.Key), dimension]);
    }
}
