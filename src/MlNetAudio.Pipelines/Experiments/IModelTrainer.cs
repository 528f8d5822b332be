namespace MlNetAudio.Pipelines.Experiments;

/// <summary>One entry of the zoo: trains a model from the training and validation parts alone.</summary>
internal interface IModelTrainer
{
    /// <summary>The name users give: lr, rf, cnn, lstm.</summary>
    string Name { get; }

    /// <summary>"classical" or "deep".</summary>
    string Kind { get; }

    string Description { get; }

    /// <summary>What is used where nothing else is asked for; also says which settings the model has.</summary>
    ModelOptions Defaults { get; }

    /// <summary>The models that an ensemble is made of, whose settings are theirs; empty for every other.</summary>
    IReadOnlyList<IModelTrainer> Members => [];

    /// <summary>Whether the model can be trained on spectrograms that are given, without the recordings behind them.</summary>
    /// <param name="options">Of the type of <see cref="Defaults"/>.</param>
    bool ReadsSpectrograms(ModelOptions options);

    /// <param name="options">Of the type of <see cref="Defaults"/>.</param>
    TrainedModel Train(ModelOptions options, TrainingContext context, CancellationToken cancellation);
}
