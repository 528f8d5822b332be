namespace Microsoft.ML.Data;

/// <summary>How well scores tell two classes apart. A score above 0 counts as positive, whatever the PredictedLabel column says.</summary>
public class BinaryClassificationMetrics
{
    internal BinaryClassificationMetrics(BinaryScores rows)
    {
        var (truePositives, falseNegatives, falsePositives, trueNegatives) = rows.Confusion();
        ConfusionMatrix = new([[truePositives, falseNegatives], [falsePositives, trueNegatives]], ["positive", "negative"]);
        Accuracy = (truePositives + trueNegatives) / rows.Labels.Length;
        double precision = PositivePrecision, recall = PositiveRecall;
        F1Score = precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
        AreaUnderRocCurve = rows.AreaUnderRocCurve();
        AreaUnderPrecisionRecallCurve = rows.AreaUnderPrecisionRecallCurve();
    }

    /// <summary>Chance that a positive row scores above a negative one, ties counted half.</summary>
    public double AreaUnderRocCurve { get; }

    public double Accuracy { get; }

    /// <summary>TP / (TP + FP), 0 when nothing is predicted positive.</summary>
    public double PositivePrecision => ConfusionMatrix.PerClassPrecision[0];

    /// <summary>TP / (TP + FN).</summary>
    public double PositiveRecall => ConfusionMatrix.PerClassRecall[0];

    /// <summary>TN / (TN + FN), 0 when nothing is predicted negative.</summary>
    public double NegativePrecision => ConfusionMatrix.PerClassPrecision[1];

    /// <summary>TN / (TN + FP).</summary>
    public double NegativeRecall => ConfusionMatrix.PerClassRecall[1];

    /// <summary>Harmonic mean of precision and recall of the positive class.</summary>
    public double F1Score { get; }

    /// <summary>By the lower trapezoid rule; rows of equal score count in the order of the data.</summary>
    public double AreaUnderPrecisionRecallCurve { get; }

    public ConfusionMatrix ConfusionMatrix { get; }
}
