using MlNetAudio.Pipelines.Settings;

namespace MlNetAudio.Pipelines.Experiments;

/// <summary>Settings of an experiment's models by name, as a command line gives them.</summary>
public static class ModelSettings
{
    /// <summary>
    /// The same experiment with the settings of every model, and of every member of its ensembles, spelled out in <see cref="ExperimentOptions.ModelOptions"/>: what counts for all deep models is in
    /// each of them.
    /// </summary>
    public static ExperimentOptions Resolved(this ExperimentOptions options)
    {
        var trainers = KnownModels.Of(options);
        return options with
        {
            Models = [.. trainers.Select(trainer => trainer.Name)],
            ModelOptions = KnownModels.WithMembers(trainers).ToDictionary(trainer => trainer.Name, trainer => KnownModels.Options(trainer, options), StringComparer.Ordinal),
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
        string[] models = [.. options.ModelOptions.Keys], parts = key.Split('.', 2);
        if (parts.Length == 2)
        {
            if (models.FirstOrDefault(name => name.Equals(parts[0], StringComparison.OrdinalIgnoreCase)) is { } model) return Changed(options, [model], parts[1], value);
            if (KnownModels.Names.FirstOrDefault(name => name.Equals(parts[0], StringComparison.OrdinalIgnoreCase)) is { } other)
                throw new SettingException(key, $"'{key}' sets {other}, which is not trained here; the models are {string.Join(", ", models)}.");
        }
        string[] having = [.. models.Where(name => OptionsSettings.Has(options.ModelOptions[name], key))];
        if (having.Length > 0) return Changed(options, having, key, value);
        string[] known = [.. models.SelectMany(name => OptionsSettings.Of(options.ModelOptions[name])).Select(setting => setting.Key).Distinct()];
        throw new SettingException(key, $"No model here ({string.Join(", ", models)}) has it: {OptionsSettings.UnknownKey(key, known)}");
    }

    private static ExperimentOptions Changed(ExperimentOptions options, string[] models, string key, string value)
    {
        var changed = new Dictionary<string, ModelOptions>(options.ModelOptions, StringComparer.Ordinal);
        foreach (string model in models) changed[model] = OptionsSettings.With(changed[model], key, value);
        return options with { ModelOptions = changed };
    }
}
