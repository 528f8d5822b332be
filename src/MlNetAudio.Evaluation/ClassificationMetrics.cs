namespace MlNetAudio.Evaluation;

/// <summary>What a model's probabilities are worth on rows whose classes are known.</summary>
/// <remarks>Two classes: AUC, precision, recall and F1 are of class 1, the positive. More: unweighted means over the classes ("macro"), AUC one-vs-rest.</remarks>
public sealed record ClassificationMetrics
{
    /// <summary>Area under the ROC curve of the probabilities, 0..1; ties count one half.</summary>
    public required double Auc { get; init; }

    /// <summary>95 % interval: DeLong on the logit scale. With more than two classes the same variance for their mean, every row counted once.</summary>
    public required Interval? AucInterval { get; init; }

    /// <summary>Share of rows whose most probable class is theirs; of equal probabilities the earlier class is taken.</summary>
    public required double Accuracy { get; init; }

    /// <summary>95 % interval, Wilson.</summary>
    public required Interval AccuracyInterval { get; init; }

    public required double Precision { get; init; }

    public required double Recall { get; init; }

    public required double F1 { get; init; }

    /// <summary>Mean −log₂ p of the actual class, bits, as ML.NET reports it; p is clipped to at least 1e-15, where ML.NET would answer ∞.</summary>
    public required double LogLoss { get; init; }

    /// <summary>The same in nats (natural logarithm), as scikit-learn and the training loss of deep models have it.</summary>
    public required double LogLossNats { get; init; }

    public required ConfusionCounts Confusion { get; init; }

    /// <summary>Every class against the rest, in the order of the labels.</summary>
    public required IReadOnlyList<ClassMetrics> PerClass { get; init; }

    /// <summary>Accuracy of always answering the most frequent class of these rows: what any model has to beat.</summary>
    public double MajorityShare => (double)PerClass.Max(one => one.Rows) / Confusion.Total;
}
