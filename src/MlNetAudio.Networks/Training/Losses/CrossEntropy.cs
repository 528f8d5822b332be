using System.Numerics;
using MlNetAudio.Networks.Cpu.Kernels;

namespace MlNetAudio.Networks.Training.Losses;

/// <summary>
/// One logit z for each class: −ln softmax(z)[class], the mean over the examples, weighted by the weight of each example's class; with target values t, −Σₖ wₖ·tₖ·ln softmax(z)[k],
/// the plain mean over the examples. torch.nn.CrossEntropyLoss.
/// </summary>
/// <remarks>Targets: classes [batch], or values [batch, classes] in 0..1 (soft labels, mixup).</remarks>
public sealed record CrossEntropy : LossSpec
{
    /// <summary>Rows of so many classes are swept in single precision; with fewer, double precision costs next to nothing.</summary>
    private const int ShortestSweep = 64;

    /// <summary>Weight of each class; null means 1.</summary>
    public IReadOnlyList<float>? ClassWeights { get; init => field = Require.Weights(value); }

    /// <summary>ε, 0 ≤ ε &lt; 1: every target becomes (1 − ε)·target + ε / classes. The evenly spread part counts with the weight of each class it falls on, as in PyTorch.</summary>
    public float LabelSmoothing { get; init => field = Require.Decay(value); }

    public override void Check(Shape output, LossTargets targets, int batch)
    {
        if (output.Rank != 1) throw new ArgumentException($"{nameof(CrossEntropy)} needs [logits] but the network ends in {output}; put Flatten() and Linear(classes) at its end.");
        if (ClassWeights is not null && ClassWeights.Count != output[0])
            throw new ArgumentException($"There are {ClassWeights.Count} class weights for {output[0]} classes; give one each, or none.");
        if (targets.AreClasses) targets.CheckClasses(batch, output[0]);
        else targets.CheckValues(batch, output, 0, 1);
    }

    public override double TotalWeight(LossTargets targets, int batch)
    {
        if (ClassWeights is null || !targets.AreClasses) return batch;
        double sum = 0;
        foreach (int label in targets.Classes) sum += ClassWeights[label];
        return sum;
    }

    public override double Evaluate(ReadOnlySpan<float> outputs, LossTargets targets, int batch, Span<float> gradient)
    {
        double total = TotalWeight(targets, batch), sum = 0;
        int width = outputs.Length / batch;
        for (int i = 0; i < batch; i++)
        {
            var row = outputs.Slice(i * width, width);
            var rowGradient = gradient.IsEmpty ? gradient : gradient.Slice(i * width, width);
            if (!targets.AreClasses) sum += Spread(row, targets.Values.Slice(i * width, width), label: -1, total, rowGradient);
            else if (LabelSmoothing > 0) sum += Spread(row, [], targets.Classes[i], total, rowGradient);
            else sum += OneClass(row, targets.Classes[i], Weight(targets.Classes[i]) / total, rowGradient);
        }
        return sum;
    }

    internal override LossSpec WithClassWeights(Func<IReadOnlyList<float>> weights) => ClassWeights is null ? this with { ClassWeights = weights() } : this;

    private static double OneClass(ReadOnlySpan<float> logits, int label, double share, Span<float> gradient)
    {
        var (peak, log) = LogOfSum(logits);
        if (!gradient.IsEmpty)
        {
            gradient.Clear();
            AddSoftmax(logits, peak, log, share, gradient);
            gradient[label] = (float)(share * (Math.Exp(logits[label] - peak - log) - 1));
        }
        return share * (peak - logits[label] + log);
    }

    /// <summary>Σₖ qₖ·(ln Σ e^z − zₖ), its gradient Q·softmax(z) − q with Q = Σ q, where q is the smoothed target times the class weight.</summary>
    /// <param name="soft">The targets of one example; empty where <paramref name="label"/> says it.</param>
    private double Spread(ReadOnlySpan<float> logits, ReadOnlySpan<float> soft, int label, double total, Span<float> gradient)
    {
        var (peak, log) = LogOfSum(logits);
        double loss = 0, mass = 0, even = (double)LabelSmoothing / logits.Length;
        for (int k = 0; k < logits.Length; k++)
        {
            double target = soft.IsEmpty ? (k == label ? 1 : 0) : soft[k], share = Weight(k) * ((1 - LabelSmoothing) * target + even) / total;
            mass += share;
            loss += share * (peak - logits[k] + log);
            if (!gradient.IsEmpty) gradient[k] = (float)-share;
        }
        if (!gradient.IsEmpty) AddSoftmax(logits, peak, log, mass, gradient);
        return loss;
    }

    /// <summary>max z and ln Σ e^(z − max).</summary>
    private static (double Peak, double Log) LogOfSum(ReadOnlySpan<float> logits)
    {
        if (logits.Length >= ShortestSweep) return SoftmaxRow.LogOfSum(logits);
        double peak = double.NegativeInfinity, sum = 0;
        foreach (float logit in logits) peak = Math.Max(peak, logit);
        foreach (float logit in logits) sum += Math.Exp(logit - peak);
        return (peak, Math.Log(sum));
    }

    /// <summary>gradient += scale·softmax(z).</summary>
    private static void AddSoftmax(ReadOnlySpan<float> logits, double peak, double log, double scale, Span<float> gradient)
    {
        int k = 0;
        if (logits.Length >= ShortestSweep)
        {
            Vector<float> shift = new((float)peak), logs = new((float)log);
            for (; k + Vector<float>.Count <= logits.Length; k += Vector<float>.Count)
                (new Vector<float>(gradient[k..]) + Exponential.Of(new Vector<float>(logits[k..]) - shift - logs) * (float)scale).CopyTo(gradient[k..]);
        }
        for (; k < logits.Length; k++) gradient[k] += (float)(scale * Math.Exp(logits[k] - peak - log));
    }

    private double Weight(int label) => ClassWeights is null ? 1 : ClassWeights[label];
}
