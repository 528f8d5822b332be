namespace Microsoft.ML.Data;

/// <summary>Also how good the probabilities are.</summary>
public sealed class CalibratedBinaryClassificationMetrics : BinaryClassificationMetrics
{
    internal CalibratedBinaryClassificationMetrics(BinaryScores rows) : base(rows)
    {
        LogLoss = rows.LogLoss();
        Entropy = rows.Entropy();
        LogLossReduction = (Entropy - LogLoss) / Entropy;
    }

    /// <summary>Mean −log₂ of the probability of the true class.</summary>
    public double LogLoss { get; }

    /// <summary>(Entropy − LogLoss) / Entropy: 1 is perfect, 0 no better than the share of the classes.</summary>
    public double LogLossReduction { get; }

    /// <summary>Of the labels, in bits.</summary>
    public double Entropy { get; }
}
