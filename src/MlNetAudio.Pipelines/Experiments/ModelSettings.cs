using MlNetAudio.Pipelines.Settings;

namespace MlNetAudio.Pipelines.Experiments;

/// <summary>Settings of an experiment's models by name, as a command line gives them.</summary>
public static class ModelSettings
{
    /// <summary>The same experiment with every model's settings spelled out in <see cref="ExperimentOptions.ModelOptions"/>: what counts for all deep models is in each of them.</summary>
    public static ExperimentOptions Resolved(this ExperimentOptions options)
    {
        var trainers = KnownModels.Of(options);
        return options with
        {
            Models = [.. trainers.Select(trainer => trainer.Name)],
            ModelOptions = trainers.ToDictionary(trainer => trainer.Name, trainer => KnownModels.Options(trainer, options), StringComparer.Ordinal),
            Epochs = null,
            BatchSize = null,
        };
    }

    /// <summary>The same experiment with one setting changed, over everything that was set before.</summary>
    /// <param name="key">"training.epochs": of every model that has it; "cnn.training.epochs": of that one.</param>
    /// <exception cref="SettingException">No model has such a setting (the message names the nearest), the named one is not in the experiment, or the value is refused.</exception>
    public static ExperimentOptions WithSetting(this ExperimentOptions options, string key, string value)
    {
        options = options.Resolved();
        string[] parts = key.Split('.', 2);
        if (parts.Length == 2 && KnownModels.Names.FirstOrDefault(name => name.Equals(parts[0], StringComparison.OrdinalIgnoreCase)) is { } model)
        {
            if (!options.Models.Contains(model)) throw new SettingException(key, $"'{key}' sets {model}, which is not trained here; the models are {string.Join(", ", options.Models)}.");
            return Changed(options, [model], parts[1], value);
        }
        string[] having = [.. options.Models.Where(name => OptionsSettings.Has(options.ModelOptions[name], key))];
        if (having.Length > 0) return Changed(options, having, key, value);
        string[] known = [.. options.Models.SelectMany(name => OptionsSettings.Of(options.ModelOptions[name])).Select(setting => setting.Key).Distinct()];
        throw new SettingException(key, $"No model here ({string.Join(", ", options.Models)}) has it: {OptionsSettings.UnknownKey(key, known)}");
    }

    private static ExperimentOptions Changed(ExperimentOptions options, string[] models, string key, string value)
    {
        var changed = new Dictionary<string, ModelOptions>(options.ModelOptions, StringComparer.Ordinal);
        foreach (string model in models) changed[model] = OptionsSettings.With(changed[model], key, value);
        return options with { ModelOptions = changed };
    }
}
