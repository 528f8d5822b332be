namespace MlNetAudio.Networks.Training;

/// <summary>What an optimiser remembers between steps. With the weights and the seed it continues a training run to the same numbers: dropout depends on the seed and the step alone.</summary>
/// <param name="Steps">Steps taken so far.</param>
/// <param name="Moments">
/// By PyTorch's name (exp_avg and exp_avg_sq of Adam, momentum_buffer of SGD, square_avg, grad_avg and momentum_buffer of RMSprop; "average" is the moving average of the weights), then by
/// full parameter name, in the parameters' layouts. Those an optimiser does not use are absent.
/// </param>
public sealed record OptimizerState(long Steps, IReadOnlyDictionary<string, IReadOnlyDictionary<string, float[]>> Moments);
