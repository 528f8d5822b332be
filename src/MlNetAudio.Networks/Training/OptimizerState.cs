using MlNetAudio.Networks.Training.Optimizers;

namespace MlNetAudio.Networks.Training;

/// <summary>What an optimiser remembers between steps. With the weights and the seed it continues a training run to the same numbers: dropout depends on the seed and the step alone.</summary>
/// <param name="Steps">Steps taken so far.</param>
/// <param name="Moments">
/// By PyTorch's name (exp_avg and exp_avg_sq of Adam, momentum_buffer of SGD, square_avg, grad_avg and momentum_buffer of RMSprop; "average" is the moving average of the weights), then by
/// full parameter name, in the parameters' layouts. Those an optimiser does not use are absent.
/// </param>
public sealed record OptimizerState(long Steps, IReadOnlyDictionary<string, IReadOnlyDictionary<string, float[]>> Moments)
{
    /// <summary>The moving average of the weights among the moments.</summary>
    internal const string Average = "average";

    /// <exception cref="ArgumentException">A moment lacks a parameter or has another length than it.</exception>
    internal void CheckFits(IEnumerable<(string Name, int Count)> parameters)
    {
        foreach (var (name, count) in parameters)
            foreach (var (moment, values) in Moments)
                if (!values.TryGetValue(name, out float[]? array) || array.Length != count)
                    throw new ArgumentException($"The optimiser state needs {count} values as {moment} of '{name}' but holds {array?.Length ?? 0}; it is of another network.");
    }

    /// <exception cref="ArgumentException">Steps have been taken with an optimiser that remembers something else.</exception>
    internal static void CheckContinues(long steps, IReadOnlyCollection<string> missing, OptimizerOptions options)
    {
        if (steps > 0 && missing.Count > 0)
        {
            throw new ArgumentException(
                $"After {steps} steps the optimiser has no {string.Join(", ", missing)}, which {options.GetType().Name} needs; go on with the optimiser it began with, or create a network from these weights.", nameof(options));
        }
    }

    internal static InvalidOperationException NoAverage() => new("There is no average of the weights; set AverageDecay in the optimiser's options and take a step.");

    internal static InvalidOperationException IsSwapped() => new("The weights are exchanged for their average; call SwapAverage once more before going on.");
}
