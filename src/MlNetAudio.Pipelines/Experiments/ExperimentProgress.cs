namespace MlNetAudio.Pipelines.Experiments;

/// <summary>How far a stage of an experiment has come.</summary>
/// <param name="Stage">What is being done, for people, the same text for every step of it: <c>training cnn</c>.</param>
/// <param name="Done">Steps finished, 0 when the stage begins.</param>
/// <param name="Total">Steps in all; 0 where nobody knows.</param>
/// <param name="Detail">What the last step showed (<c>epoch 12, validation loss 0.214</c>), or null.</param>
public sealed record ExperimentProgress(string Stage, int Done, int Total, string? Detail);
