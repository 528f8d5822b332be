using MlNetAudio.Pipelines.Experiments;

namespace MlNetAudio.Pipelines.Ensembles;

/// <summary>An ensemble has no settings of its own: its members have theirs.</summary>
public sealed record EnsembleOptions : ModelOptions;
