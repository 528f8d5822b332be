namespace MlNetAudio.Networks.Training.Losses;

/// <summary>What a network is trained to make small: a loss with its gradient, the same on every backend, reduced to a mean as PyTorch reduces it.</summary>
/// <remarks>Computed in double precision: most batches hold a few hundred logits. Thread-safe.</remarks>
public abstract record LossSpec
{
    /// <summary>Which loss fits a classifier: one logit asks yes or no, more choose a class.</summary>
    /// <exception cref="ShapeException">The network does not end in [logits].</exception>
    public static LossSpec For(NetworkSpec network) => network.Output.Rank == 1
        ? network.Output[0] == 1 ? new BinaryCrossEntropyWithLogits() : new CrossEntropy()
        : throw new ShapeException($"A classifier must end in [logits] but this network ends in {network.Output}; put Flatten() and Linear(classes) at its end.");

    /// <exception cref="ArgumentException">The loss, the network's output (of one example) and the targets do not fit each other; the message says which does not.</exception>
    public abstract void Check(Shape output, LossTargets targets, int batch);

    /// <summary>What the sum of losses is divided by, per example: the weight of this batch in a mean over batches.</summary>
    public virtual double TotalWeight(LossTargets targets, int batch) => batch;

    /// <summary>The mean loss of a batch that has passed <see cref="Check"/>.</summary>
    /// <param name="outputs">[batch, ...output], row-major: the network's last layer.</param>
    /// <param name="gradient">[batch, ...output]: receives the loss's gradient by each output; empty where it is not needed.</param>
    public abstract double Evaluate(ReadOnlySpan<float> outputs, LossTargets targets, int batch, Span<float> gradient);

    /// <summary>This loss with those class weights; itself where it takes none or has its own.</summary>
    internal virtual LossSpec WithClassWeights(Func<IReadOnlyList<float>> weights) => this;

    /// <summary>ln(1 + e^−|z|): added to max(z, 0) it is −ln σ(−z), without overflow.</summary>
    private protected static double LogOnePlusExp(double logit) => Math.Log(1 + Math.Exp(-Math.Abs(logit)));

    private protected static double Sigmoid(double logit) => 1 / (1 + Math.Exp(-logit));
}
