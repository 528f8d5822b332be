namespace MlNetAudio.Pipelines.Experiments;

/// <summary>The settings of one model of the zoo: a record whose values have names (<see cref="Settings.OptionsSettings"/>), so that a config file, a command line or a search can set each.</summary>
public abstract record ModelOptions;
