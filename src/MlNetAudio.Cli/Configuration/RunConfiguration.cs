using System.Text.Json.Nodes;
using MlNetAudio.Cli.Commands;
using MlNetAudio.Datasets;
using MlNetAudio.Pipelines.Experiments;
using MlNetAudio.Pipelines.Settings;

namespace MlNetAudio.Cli.Configuration;

/// <summary>What a command asks of a run: the config file, over it the command line's options, over both its settings.</summary>
internal static class RunConfiguration
{
    /// <param name="models">Names from the command line; null: the config's, or the usual ones.</param>
    /// <exception cref="InvalidDataException">The config file cannot be read, or a setting in it is refused; the message names file and line.</exception>
    /// <exception cref="ArgumentException">A setting of the command line is refused.</exception>
    public static ExperimentOptions Of(RunOptions asked, IReadOnlyList<string>? models)
    {
        string? file = asked.Resume is { } run ? ConfigOf(run) : asked.Config;
        var options = file is not null
            ? ConfigFile.Read(file).Read(config => ExperimentConfig.Read(config, asked.Dataset))
            : ExperimentConfig.Read(new JsonObject(), asked.Dataset);
        options = options with
        {
            // A hash of other recordings says nothing of these.
            DatasetHash = asked.Dataset is null ? options.DatasetHash : null,
            Models = models ?? options.Models,
            OutputFolder = asked.Resume ?? asked.OutputFolder ?? options.OutputFolder,
            Resumes = asked.Resume is not null,
            TensorBoard = asked.TensorBoard,
            Seed = asked.Seed ?? options.Seed,
            Epochs = asked.Epochs ?? options.Epochs,
            BatchSize = asked.BatchSize ?? options.BatchSize,
            Backend = asked.Backend ?? options.Backend,
            Device = asked.Device ?? options.Device,
            Group = asked.Group ?? options.Group,
            Label = asked.Label ?? options.Label,
            Positive = asked.Positive ?? options.Positive,
            SampleRateHz = asked.SampleRateHz ?? options.SampleRateHz,
            ClipSeconds = asked.ClipSeconds ?? options.ClipSeconds,
            Folds = Folds(asked, options.Folds),
        };
        foreach (var (key, value) in asked.Settings) options = Set(options, key, value);
        return options;
    }

    /// <exception cref="ArgumentException">There is no run in the folder.</exception>
    private static string ConfigOf(string run)
    {
        string config = Path.Combine(run, ExperimentConfig.FileName);
        return File.Exists(config) ? config : throw new ArgumentException($"--resume {run}: there is no {ExperimentConfig.FileName} in it; name the folder of a run.");
    }

    /// <exception cref="ArgumentException">The config names several models.</exception>
    public static string OnlyModel(RunOptions asked)
    {
        var models = Of(asked with { Settings = [], Dataset = asked.Dataset ?? "" }, null).Models;   // no model, no settings of models
        return models is [var model] ? model : throw new ArgumentException($"The config names {models.Count} models ({string.Join(", ", models)}); say which with --model.");
    }

    private static FoldOptions? Folds(RunOptions asked, FoldOptions? config)
    {
        try
        {
            var folds = asked.Folds is null ? config : FoldOptions.Parse(asked.Folds) with { ValidationFraction = config?.ValidationFraction ?? new FoldOptions().ValidationFraction };
            if (asked.ValidationFraction is not { } share) return folds;
            return folds is null ? throw new ArgumentException("it is the share of a cross-validation; add --folds.") : folds with { ValidationFraction = share };
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"{(asked.Folds is null ? "--validation" : "--folds")}: {e.Message}", e);
        }
    }

    private static ExperimentOptions Set(ExperimentOptions options, string key, string value)
    {
        try
        {
            return options.WithSetting(key, value);
        }
        catch (SettingException e)
        {
            throw new ArgumentException($"--set {key}={value}: {e.Message}", e);
        }
    }
}
