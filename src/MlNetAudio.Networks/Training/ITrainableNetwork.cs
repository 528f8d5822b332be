namespace MlNetAudio.Networks.Training;

/// <summary>A network with weights and an optimiser on some backend. One thread at a time may use it; it may use many itself.</summary>
public interface ITrainableNetwork : IDisposable
{
    NetworkSpec Spec { get; }

    /// <summary>Threads it may use from the next call on; 0 means one per core. The results are the same bits for every number.</summary>
    int Threads { get; set; }

    /// <summary>One optimiser step in training mode (dropout on).</summary>
    /// <param name="inputs">[batch, ...Spec.Input], row-major.</param>
    /// <param name="classes">[batch]: 0 or 1 for binary cross-entropy, the class index for cross-entropy.</param>
    /// <param name="classWeights">Weight of each class; empty means all 1.</param>
    /// <returns>The weighted mean loss of this batch before the step.</returns>
    /// <exception cref="ArgumentException">A length does not fit, or a class is out of range.</exception>
    /// <exception cref="TrainingDivergedException">The loss is NaN or infinite; the weights are left as they were.</exception>
    float Step(ReadOnlySpan<float> inputs, ReadOnlySpan<int> classes, int batch, LossKind loss, ReadOnlySpan<float> classWeights, AdamOptions optimizer);

    /// <summary>Evaluation mode (dropout off).</summary>
    /// <param name="inputs">[batch, ...Spec.Input], row-major; any batch, it is cut as needed.</param>
    /// <param name="logits">[batch, ...Spec.Output].</param>
    void Forward(ReadOnlySpan<float> inputs, int batch, Span<float> logits);

    /// <summary>A copy of the weights.</summary>
    NetworkWeights ReadWeights();

    void WriteWeights(NetworkWeights weights);

    /// <summary>A copy of the optimiser's memory.</summary>
    OptimizerState ReadOptimizerState();

    /// <exception cref="ArgumentException">A moment is missing or has another length than its parameter.</exception>
    void WriteOptimizerState(OptimizerState state);
}
