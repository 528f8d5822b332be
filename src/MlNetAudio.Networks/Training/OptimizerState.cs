namespace MlNetAudio.Networks.Training;

/// <summary>What Adam remembers between steps. With the weights and the seed it continues a training run to the same numbers: dropout depends on the seed and the step alone.</summary>
/// <param name="Steps">Steps taken so far.</param>
/// <param name="FirstMoments">Running means of gradients by full parameter name, in the parameters' layouts.</param>
/// <param name="SecondMoments">Running means of squared gradients, likewise.</param>
public sealed record OptimizerState(long Steps, IReadOnlyDictionary<string, float[]> FirstMoments, IReadOnlyDictionary<string, float[]> SecondMoments);
