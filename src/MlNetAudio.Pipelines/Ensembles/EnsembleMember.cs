using MlNetAudio.Pipelines.Experiments;

namespace MlNetAudio.Pipelines.Ensembles;

/// <summary>A model in an ensemble.</summary>
/// <param name="SeedOffset">Added to the experiment's seed; 0: the same model as outside of the ensemble.</param>
internal sealed record EnsembleMember(IModelTrainer Trainer, int SeedOffset);
