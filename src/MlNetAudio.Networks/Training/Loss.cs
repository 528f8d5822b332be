namespace MlNetAudio.Networks.Training;

/// <summary>Losses and their gradients by the logits. A batch holds a few hundred logits, so this is plain code in double precision.</summary>
internal static class Loss
{
    /// <summary>Which loss fits a network: one logit asks yes or no, more choose a class.</summary>
    /// <exception cref="ShapeException">The network does not end in [logits].</exception>
    public static LossKind For(NetworkSpec network) => network.Output.Rank == 1
        ? network.Output[0] == 1 ? LossKind.BinaryCrossEntropyWithLogits : LossKind.CrossEntropy
        : throw new ShapeException($"A classifier must end in [logits] but this network ends in {network.Output}; put Flatten() and Linear(classes) at its end.");

    /// <summary>Classes a network with that output tells apart: 2 for a single logit.</summary>
    public static int ClassCount(LossKind kind, Shape output) => kind == LossKind.BinaryCrossEntropyWithLogits ? 2 : output[0];

    /// <exception cref="ArgumentException">Loss, output, classes and class weights do not fit each other.</exception>
    public static void Check(LossKind kind, Shape output, ReadOnlySpan<int> classes, ReadOnlySpan<float> classWeights)
    {
        if (output.Rank != 1) throw new ArgumentException($"{kind} needs [logits] but the network ends in {output}.", nameof(output));
        if (kind == LossKind.BinaryCrossEntropyWithLogits && output[0] != 1)
            throw new ArgumentException($"{kind} needs one logit but the network has {output[0]}; use CrossEntropy, or end in Linear(1).", nameof(kind));
        int count = ClassCount(kind, output);
        if (classWeights.Length != 0 && classWeights.Length != count)
            throw new ArgumentException($"There are {classWeights.Length} class weights for {count} classes; give one each, or none.", nameof(classWeights));
        for (int i = 0; i < classes.Length; i++)
            if ((uint)classes[i] >= (uint)count) throw new ArgumentException($"Example {i} has class {classes[i]}; the network knows 0..{count - 1}.", nameof(classes));
    }

    /// <summary>Σ of the examples' class weights: the weight of a batch in the mean over batches.</summary>
    public static double Weight(ReadOnlySpan<int> classes, ReadOnlySpan<float> classWeights)
    {
        if (classWeights.IsEmpty) return classes.Length;
        double sum = 0;
        foreach (int label in classes) sum += classWeights[label];
        return sum;
    }

    /// <summary>Weighted mean loss of logits [batch, logits].</summary>
    /// <param name="gradient">[batch, logits]: receives the loss's gradient by each logit; empty where it is not needed.</param>
    public static double Evaluate(LossKind kind, ReadOnlySpan<float> logits, ReadOnlySpan<int> classes, ReadOnlySpan<float> classWeights, Span<float> gradient)
    {
        double total = Weight(classes, classWeights), sum = 0;
        int width = logits.Length / classes.Length;
        for (int i = 0; i < classes.Length; i++)
        {
            double share = (classWeights.IsEmpty ? 1 : classWeights[classes[i]]) / total;
            var row = logits.Slice(i * width, width);
            var rowGradient = gradient.IsEmpty ? gradient : gradient.Slice(i * width, width);
            sum += share * (kind == LossKind.BinaryCrossEntropyWithLogits ? Binary(row[0], classes[i], share, rowGradient) : Categorical(row, classes[i], share, rowGradient));
        }
        return sum;
    }

    /// <summary>The most probable class of one example's logits.</summary>
    public static int Decide(LossKind kind, ReadOnlySpan<float> logits)
    {
        if (kind == LossKind.BinaryCrossEntropyWithLogits) return logits[0] > 0 ? 1 : 0;
        int best = 0;
        for (int k = 1; k < logits.Length; k++)
            if (logits[k] > logits[best]) best = k;
        return best;
    }

    private static double Binary(double logit, int label, double share, Span<float> gradient)
    {
        if (!gradient.IsEmpty) gradient[0] = (float)(share * (1 / (1 + Math.Exp(-logit)) - label));
        double exponential = Math.Exp(-Math.Abs(logit));
        return Math.Max(logit, 0) - logit * label + Math.Log(1 + exponential);
    }

    private static double Categorical(ReadOnlySpan<float> logits, int label, double share, Span<float> gradient)
    {
        double peak = double.NegativeInfinity, sum = 0;
        foreach (float logit in logits) peak = Math.Max(peak, logit);
        foreach (float logit in logits) sum += Math.Exp(logit - peak);
        for (int k = 0; k < gradient.Length; k++) gradient[k] = (float)(share * (Math.Exp(logits[k] - peak) / sum - (k == label ? 1 : 0)));
        return peak + Math.Log(sum) - logits[label];
    }
}
