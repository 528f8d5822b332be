using MlNetAudio.Networks.Training.Losses;
using MlNetAudio.Networks.Training.Optimizers;

namespace MlNetAudio.Networks.Training;

/// <summary>A network with weights and an optimiser on some backend. One thread at a time may use it; it may use many itself.</summary>
public interface ITrainableNetwork : IDisposable
{
    NetworkSpec Spec { get; }

    /// <summary>Threads it may use from the next call on; 0 means one per core. The results are the same bits for every number.</summary>
    int Threads { get; set; }

    /// <summary>One optimiser step in training mode (dropout on): forward, loss, backward, clipping, update, average.</summary>
    /// <param name="inputs">[batch, ...Spec.Input], row-major.</param>
    /// <param name="optimizer">With the learning rate of this step. Its kind should stay the same: what another kind remembers is forgotten.</param>
    /// <param name="lengths">
    /// Valid steps of each example along the input's time axis (<see cref="NetworkSpec.Time"/>); none: all fill the input. What lies behind an example's end is not read, and the output there is
    /// zero: an example gives what it would give alone.
    /// </param>
    /// <returns>The mean loss of this batch before the step.</returns>
    /// <exception cref="ArgumentException">A length does not fit, or the loss does not fit network and targets.</exception>
    /// <exception cref="TrainingDivergedException">The loss or a gradient is NaN or infinite; names the layer. The trained parameters and the optimiser's memory are left as they were.</exception>
    /// <exception cref="InvalidOperationException">The weights are exchanged for their average.</exception>
    float Step(ReadOnlySpan<float> inputs, LossTargets targets, int batch, LossSpec loss, OptimizerOptions optimizer, ReadOnlySpan<int> lengths = default);

    /// <summary>Evaluation mode (dropout off, but for what is always on).</summary>
    /// <param name="inputs">[batch, ...Spec.Input], row-major; any batch, it is cut as needed.</param>
    /// <param name="logits">[batch, ...Spec.Output].</param>
    /// <param name="sample">Which draw of the dropout that is always on; the same number gives the same masks again. Several make a Monte Carlo estimate.</param>
    /// <param name="lengths">As in <see cref="Step"/>.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    void Forward(ReadOnlySpan<float> inputs, int batch, Span<float> logits, int sample = 0, ReadOnlySpan<int> lengths = default);

    /// <summary>
    /// Exchanges the weights for their moving average (<see cref="OptimizerOptions.AverageDecay"/>), for an evaluation or <see cref="ReadWeights"/>; a second call exchanges them back, which the
    /// next step needs. What is not trained, such as running estimates, stays.
    /// </summary>
    /// <exception cref="InvalidOperationException">No step has kept an average.</exception>
    void SwapAverage();

    /// <summary>A copy of the weights.</summary>
    NetworkWeights ReadWeights();

    void WriteWeights(NetworkWeights weights);

    /// <summary>A copy of the optimiser's memory.</summary>
    /// <exception cref="InvalidOperationException">The weights are exchanged for their average.</exception>
    OptimizerState ReadOptimizerState();

    /// <exception cref="ArgumentException">A moment lacks a parameter or has another length than it.</exception>
    /// <exception cref="InvalidOperationException">The weights are exchanged for their average.</exception>
    void WriteOptimizerState(OptimizerState state);
}
