namespace MlNetAudio.Pipelines.Experiments;

/// <summary>A trainer whose options are of one type.</summary>
internal abstract class ModelTrainer<TOptions>(string name, string kind, string description, TOptions defaults) : IModelTrainer where TOptions : ModelOptions
{
    public string Name => name;

    public string Kind => kind;

    public string Description => description;

    public ModelOptions Defaults => defaults;

    public virtual bool ReadsSpectrograms(ModelOptions options) => false;

    public TrainedModel Train(ModelOptions options, TrainingContext context, CancellationToken cancellation) => Train((TOptions)options, context, cancellation);

    protected abstract TrainedModel Train(TOptions options, TrainingContext context, CancellationToken cancellation);
}
