namespace MlNetAudio.Evaluation;

/// <summary>Metrics, curves and comparisons of classifiers from their probabilities; class indices are positions in the list of labels.</summary>
public static class Classification
{
    private const double SmallestProbability = 1e-15;

    /// <summary>probabilities [rows][classes], actual [rows] → all metrics. Two classes: class 1 is the positive one. More: macro averages.</summary>
    /// <exception cref="ArgumentException">Shapes differ, a probability is not a probability, a row does not sum to 1, or all rows are of one class.</exception>
    public static ClassificationMetrics Evaluate(IReadOnlyList<float[]> probabilities, ReadOnlySpan<int> actual, int classes)
    {
        Check(probabilities, actual, classes);
        var confusion = ConfusionCounts.Compute(actual, [.. probabilities.Select(MostProbable)], classes);
        var areas = Areas(probabilities, actual, classes);
        var area = Overall(areas);
        double nats = LogLossNats(probabilities, actual);
        bool binary = classes == 2;
        return new()
        {
            Auc = area.Area,
            AucInterval = AreaInference.ConfidenceInterval(area, 0.95),
            Accuracy = confusion.Accuracy,
            AccuracyInterval = Proportion.WilsonInterval(confusion.Correct, confusion.Total),
            Precision = binary ? confusion.Precision(1) : confusion.MacroPrecision,
            Recall = binary ? confusion.Recall(1) : confusion.MacroRecall,
            F1 = binary ? confusion.F1(1) : confusion.MacroF1,
            LogLoss = nats / Math.Log(2),
            LogLossNats = nats,
            Confusion = confusion,
            PerClass = [.. Enumerable.Range(0, classes).Select(k => new ClassMetrics(confusion.Actual(k), areas[k]?.Area, confusion.Precision(k), confusion.Recall(k), confusion.F1(k)))],
        };
    }

    /// <summary>probabilities [rows][classes], actual [rows] → the ROC curve of class 1; with more classes the macro average of the one-vs-rest curves. Its area is the metrics' AUC.</summary>
    /// <exception cref="ArgumentException">As <see cref="Evaluate"/>.</exception>
    public static IReadOnlyList<RocPoint> Roc(IReadOnlyList<float[]> probabilities, ReadOnlySpan<int> actual, int classes)
    {
        Check(probabilities, actual, classes);
        if (classes == 2) return RocCurve.Compute(Column(probabilities, 1), Is(actual, 1));
        var curves = new List<IReadOnlyList<RocPoint>>();
        for (int k = 0; k < classes; k++)
            if (actual.Contains(k)) curves.Add(RocCurve.Compute(Column(probabilities, k), Is(actual, k)));
        return RocCurve.MacroAverage(curves);
    }

    /// <summary>Probabilities of two models [rows][classes] on the same rows → the paired test of their AUCs: DeLong, with more than two classes of the macro averages.</summary>
    /// <exception cref="ArgumentException">As <see cref="Evaluate"/>.</exception>
    public static PairedTest CompareAuc(IReadOnlyList<float[]> first, IReadOnlyList<float[]> second, ReadOnlySpan<int> actual, int classes)
    {
        Check(first, actual, classes);
        Check(second, actual, classes);
        return AreaInference.Compare(Overall(Areas(first, actual, classes)), Overall(Areas(second, actual, classes)), 0.95);
    }

    /// <summary>One-vs-rest areas [classes]; null for a class that no row is of.</summary>
    private static AreaEstimate?[] Areas(IReadOnlyList<float[]> probabilities, ReadOnlySpan<int> actual, int classes)
    {
        var areas = new AreaEstimate?[classes];
        for (int k = 0; k < classes; k++)
            if (actual.Contains(k)) areas[k] = AreaEstimate.Of(Column(probabilities, k), Is(actual, k));
        return areas;
    }

    private static AreaEstimate Overall(AreaEstimate?[] areas) =>
        areas.Length == 2 ? areas[1]! : AreaEstimate.MacroAverage([.. areas.OfType<AreaEstimate>()]);

    private static float[] Column(IReadOnlyList<float[]> probabilities, int k) => [.. probabilities.Select(row => row[k])];

    private static bool[] Is(ReadOnlySpan<int> actual, int k)
    {
        bool[] labels = new bool[actual.Length];
        for (int row = 0; row < labels.Length; row++) labels[row] = actual[row] == k;
        return labels;
    }

    private static int MostProbable(float[] row) => Array.IndexOf(row, row.Max());

    private static double LogLossNats(IReadOnlyList<float[]> probabilities, ReadOnlySpan<int> actual)
    {
        double sum = 0;
        for (int row = 0; row < actual.Length; row++) sum -= Math.Log(Math.Clamp(probabilities[row][actual[row]], SmallestProbability, 1));
        return sum / actual.Length;
    }

    private static void Check(IReadOnlyList<float[]> probabilities, ReadOnlySpan<int> actual, int classes)
    {
        if (classes < 2) throw new ArgumentException($"A classification has at least 2 classes, got {classes}.");
        if (probabilities.Count != actual.Length) throw new ArgumentException($"Every row needs its class: got {probabilities.Count} rows of probabilities and {actual.Length} classes.");
        if (actual.IsEmpty) throw new ArgumentException("There is no row to evaluate.");
        for (int row = 0; row < actual.Length; row++)
        {
            if (probabilities[row].Length != classes) throw new ArgumentException($"Row {row} has {probabilities[row].Length} probabilities; {classes} classes need {classes}.");
            if ((uint)actual[row] >= (uint)classes) throw new ArgumentException($"The actual class of row {row} is {actual[row]}; with {classes} classes it lies in 0..{classes - 1}.");
            double sum = 0;
            foreach (float probability in probabilities[row])
            {
                if (!(probability is >= 0 and <= 1.000001f)) throw new ArgumentException(FormattableString.Invariant($"Row {row} holds {probability}, which is not a probability; pass the calibrated output, not the raw score."));
                sum += probability;
            }
            if (Math.Abs(sum - 1) > 1e-3) throw new ArgumentException(FormattableString.Invariant($"The probabilities of row {row} sum to {sum:g6} instead of 1; for two classes pass [1 − p, p]."));
        }
        if (!actual.ContainsAnyExcept(actual[0])) throw new ArgumentException($"AUC is not defined: all {actual.Length} rows are of class {actual[0]}; evaluate a part that holds at least two classes.");
    }
}
