using MlNetAudio.Datasets;
using MlNetAudio.Pipelines.Classical;
using MlNetAudio.Pipelines.Deep;
using MlNetAudio.Pipelines.Ensembles;
using MlNetAudio.Pipelines.Settings;

namespace MlNetAudio.Pipelines.Experiments;

/// <summary>The models that compare can train, by name.</summary>
public static class KnownModels
{
    /// <summary>Stands for every name.</summary>
    public const string All = "all";

    private static readonly IModelTrainer[] Trainers =
    [
        .. ClassicalModels.All,
        .. DeepModels.All,
    ];

    /// <summary>Ensembles that "all" stands for, too: any others can be named likewise.</summary>
    private static readonly string[] SomeEnsembles = [$"{EnsembleNames.Mixed}cnn+rf-mfcc", $"{EnsembleNames.Deep}cnnx3"];

    /// <summary>Every name but those of ensembles (ensemble:A+B, deep-ensemble:AxN), in the order in which they are trained.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Trainers.Select(trainer => trainer.Name)];

    /// <summary>What is compared where nothing is named.</summary>
    public static IReadOnlyList<string> Usual { get; } = ["lr", "rf", "cnn", "lstm"];

    /// <summary>What a name stands for, in one line.</summary>
    public static string Describe(string name) => Find(name).Description;

    /// <summary>The settings of a model where nothing else is asked for; <see cref="OptionsSettings"/> changes them by name.</summary>
    public static ModelOptions Defaults(string name) => Find(name).Defaults;

    /// <summary>What is wrong with a name, or null: an ensemble's members must be known, too.</summary>
    public static string? FaultOf(string name)
    {
        try
        {
            Find(name);
            return null;
        }
        catch (ArgumentException e)
        {
            return e.Message;
        }
    }

    /// <summary>The names with "all" replaced by every name.</summary>
    internal static IEnumerable<string> Expand(IEnumerable<string> names) => names.SelectMany(name => name.Equals(All, StringComparison.OrdinalIgnoreCase) ? Names.Concat(SomeEnsembles) : [name]);

    /// <summary>The trainers of an experiment, each once, in the order of its names.</summary>
    internal static IReadOnlyList<IModelTrainer> Of(ExperimentOptions experiment) => [.. Expand(experiment.Models).Select(Find).DistinctBy(trainer => trainer.Name)];

    /// <summary>Whether a trainer, or each of an ensemble's members, can be trained on such clips.</summary>
    internal static bool Reads(IModelTrainer trainer, DatasetContent content, ExperimentOptions experiment) =>
        content == DatasetContent.Recordings || WithMembers([trainer]).All(member => member.ReadsSpectrograms(Options(member, experiment)));

    /// <summary>The trainers with those that are their members, each once.</summary>
    internal static IEnumerable<IModelTrainer> WithMembers(IEnumerable<IModelTrainer> trainers) =>
        trainers.SelectMany(trainer => WithMembers(trainer.Members).Prepend(trainer)).DistinctBy(trainer => trainer.Name);

    /// <exception cref="ArgumentException">The name is unknown; the message names the nearest and lists all.</exception>
    internal static IModelTrainer Find(string name) =>
        EnsembleNames.Parse(name) ?? Array.Find(Trainers, trainer => string.Equals(trainer.Name, name, StringComparison.OrdinalIgnoreCase)) ?? throw new ArgumentException(Suggestion.Unknown("The zoo", name, Names));

    /// <summary>A model's settings in an experiment: its own there, else the defaults, with what counts for all deep models.</summary>
    /// <exception cref="ArgumentException">The settings are those of another kind of model.</exception>
    internal static ModelOptions Options(IModelTrainer trainer, ExperimentOptions experiment)
    {
        var options = experiment.ModelOptions.GetValueOrDefault(trainer.Name, trainer.Defaults);
        if (options.GetType() != trainer.Defaults.GetType()) throw new ArgumentException($"{trainer.Name} has settings of type {trainer.Defaults.GetType().Name}, got {options.GetType().Name}.");
        if (options is not DeepModelOptions deep) return options;
        return deep with { Training = deep.Training with { Epochs = experiment.Epochs ?? deep.Training.Epochs, BatchSize = experiment.BatchSize ?? deep.Training.BatchSize } };
    }
}
