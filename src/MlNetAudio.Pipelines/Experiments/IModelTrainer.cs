namespace MlNetAudio.Pipelines.Experiments;

/// <summary>One entry of the zoo: trains a model from the training and validation parts alone.</summary>
internal interface IModelTrainer
{
    /// <summary>The name users give: lr, rf, cnn, lstm.</summary>
    string Name { get; }

    /// <summary>"classical" or "deep".</summary>
    string Kind { get; }

    string Description { get; }

    TrainedModel Train(TrainingContext context, CancellationToken cancellation);
}
